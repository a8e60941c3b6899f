from articles.roundup.reader import read_roundup
from articles.roundup.shape import NotARoundup, Roundup, Section

__all__ = ["NotARoundup", "Roundup", "Section", "read_roundup"]
