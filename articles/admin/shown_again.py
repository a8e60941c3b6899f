"""Buttons that show a form again with all that is typed, and save nothing."""

SHOWN_AGAIN = {"_move", "_suggest", "_again"}


def is_shown_again(post):
    return not SHOWN_AGAIN.isdisjoint(post)
