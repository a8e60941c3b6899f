"""One way to compare words without regard to case and accents, on every database."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: "Tomás  Ångström" → "tomas angstrom"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
