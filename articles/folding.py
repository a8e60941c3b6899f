"""One way to compare words without regard to case and accents, on every database."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, no accents, typewriter's apostrophes, single spaces: "D’Água" → "d'agua"."""
    # Case comes second: what is decomposed may bring new capitals, as “ᴬ” does.
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    # Most texts have nothing to take away, and each search folds hundreds.
    if not decomposed.isascii():
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(decomposed.split())
