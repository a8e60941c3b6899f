"""Stub by LEAD until HISTORY's comes: overwrite me."""


def combined(old, new):
    return new
