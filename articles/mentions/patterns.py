"""How the rules of `senses` and `hints` are written down."""

# The words that come before a noun, with the blank that parts them.
DET = r"(?:(?:the|your|my|his|her|their|our|its|a|an|one|each|both|that|this|these|those) )"


def any_of(text: str) -> str:
    """A pattern for one of the words of a text; "_" stands for a blank within one of them."""
    return f"(?:{'|'.join(text.split()).replace('_', ' ')})"
