"""How dates are written here, where Django's British English would shorten the month."""

DATE_FORMAT = "j F Y"
