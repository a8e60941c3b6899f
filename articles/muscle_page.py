"""One muscle as a reference: what all experts say of it, over all articles that readers can see."""

from functools import cached_property
from typing import NamedTuple

from articles import consensus
from articles.consensus import Row, listed
from articles.said import Said

# Of so many articles the newest are listed.
LISTED_ARTICLES = 12


class Line(NamedTuple):
    """What one expert says, and where."""

    name: str
    href: str
    said: Said


class InArticle(NamedTuple):
    title: str
    href: str
    lines: list[Line]

    @property
    def differs(self):
        return Row("", [line.said for line in self.lines]).differs


class MuscleReference:
    """`tags` are the rows of `TaggedQuote.objects.for_reference`, the newest article first."""

    def __init__(self, muscle, tags):
        self.muscle = muscle
        self.tags = list(tags)

    @cached_property
    def experts(self):
        """What each expert says of it in all, by their name and id."""
        said = [
            (tag.quote.expert_id, tag.quote.expert.name, "", {self.muscle.slug: tag.said})
            for tag in self.tags
        ]
        return consensus.voices(said)

    @property
    def sentence(self):
        """How many experts give it which role."""
        said = [(voice.name, voice.said[self.muscle.slug]) for voice in self.experts]
        return consensus.roles_in_words(self.muscle.name, said)

    @property
    def conditions(self):
        """ "on a treadmill, uphill", each once, the most frequent first."""
        named = [tag.condition for tag in self.tags if tag.condition]
        often = sorted(dict.fromkeys(named), key=lambda each: -named.count(each))
        return listed(often) if often else ""

    @cached_property
    def articles(self):
        """Each with what its experts say, one line an expert."""
        grouped = {}
        for tag in self.tags:
            grouped.setdefault(tag.quote.article, []).append(tag)
        return [
            InArticle(article.title, article.get_absolute_url(), self.lines(tags))
            for article, tags in grouped.items()
        ]

    def lines(self, tags):
        said = [
            (
                tag.quote.expert_id,
                tag.quote.expert.name,
                tag.quote.get_absolute_url(),
                {"": tag.said},
            )
            for tag in sorted(tags, key=lambda tag: tag.quote.position)
        ]
        return [Line(voice.name, voice.href, voice.said[""]) for voice in consensus.voices(said)]

    @property
    def differing(self):
        return [each for each in self.articles if each.differs]

    @property
    def newest(self):
        return self.articles[:LISTED_ARTICLES]
