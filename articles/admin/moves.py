"""Moving a card without script: the form comes back in the new order, and nothing is saved."""

import re

from articles.admin.keys import is_key


def move(post, wanted):
    """The posted fields with new places; `wanted` is a prefix and a direction, "quotes-3:up"."""
    moved = re.fullmatch(r"(quotes-\d+):(up|down|top)", wanted)
    prefixes = [f"quotes-{index}" for index in range(int(post.get("quotes-TOTAL_FORMS", 0)))]
    if not moved or moved[1] not in prefixes:
        return post
    order = sorted(prefixes, key=lambda prefix: place(post, prefix))
    here = order.index(moved[1])
    there = {"up": max(0, here - 1), "down": here + 1, "top": 0}[moved[2]]
    order.insert(there, order.pop(here))
    changed = post.copy()
    for position, prefix in enumerate(order, start=1):
        changed[f"{prefix}-position"] = str(position)
    return changed


def place(post, prefix):
    typed = post.get(f"{prefix}-position", "")
    return int(typed) if is_key(typed) else len(post)
