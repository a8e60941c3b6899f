"""What somebody typed or sent where the key of a row belongs."""

# So many digits fit into what the databases keep; Python refuses to read thousands.
MOST_DIGITS = 18


def is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS
