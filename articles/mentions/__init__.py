"""Which muscle groups a text names, where, and in which role: plain values in, plain values out.

`names` finds the words, `senses` tells muscles at work from other senses, `hints` reads the role.
"""

from articles.mentions.names import Mention, find_mentions
from articles.mentions.suggestions import Proposal, Suggestion, proposals, suggest

__all__ = [
    "Mention",
    "Proposal",
    "Suggestion",
    "find_mentions",
    "proposals",
    "suggest",
]
