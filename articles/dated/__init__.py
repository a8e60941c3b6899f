"""Which quotes have a time from which readers see them, and how many there are of each kind.

The database keeps all of it true by itself: `rules` says how, `tallies` and `looks` read it. See
decision 0024.
"""
