"""One muscle as a reference: what all experts say of it, over all articles that readers can see."""

from collections import Counter
from functools import cached_property

from articles import consensus
from articles.consensus import Sayings
from articles.querysets.quote import REFERENCE

# Of so many articles the newest are listed.
LISTED_ARTICLES = 12


class MuscleReference:
    """`tags` are the rows of `TaggedQuote.objects.for_reference`, the newest article first."""

    def __init__(self, muscle, tags):
        self.muscle = muscle
        self.tags = list(tags)
        # Of more than these it says nothing, and so says what it is made of.
        self.made_of = REFERENCE if len(self.tags) == REFERENCE else 0

    def voices(self, tags):
        """What each of the experts says of it, one voice an expert."""
        slug = self.muscle.slug
        said = ((tag.quote, {slug: tag.said}) for tag in tags)
        return consensus.voices(
            (quote.expert_id, quote.expert.name, quote.get_absolute_url(), each)
            for quote, each in said
        )

    @property
    def sentence(self):
        """How many experts give it which role."""
        all_said = consensus.lines(self.voices(self.tags), self.muscle.slug)
        return consensus.roles_in_words(
            self.muscle.name, [(line.name, line.said) for line in all_said]
        )

    @property
    def conditions(self):
        """ "uphill and not worked on a treadmill", each once, the most frequent first."""
        conditional = [tag.said for tag in self.tags if tag.condition]
        often = Counter(said.condition if said.works else str(said) for said in conditional)
        return consensus.listed([each for each, _ in often.most_common()]) if often else ""

    @cached_property
    def articles(self):
        """Each with what its experts say, one line an expert."""
        grouped = {}
        for tag in self.tags:
            grouped.setdefault(tag.quote.article, []).append(tag)
        return [
            Sayings(
                article.title,
                article.get_absolute_url(),
                consensus.lines(self.voices(tags), self.muscle.slug),
            )
            for article, tags in grouped.items()
        ]

    @property
    def differing(self):
        return [each for each in self.articles if each.differ][:LISTED_ARTICLES]

    @property
    def newest(self):
        return self.articles[:LISTED_ARTICLES]
