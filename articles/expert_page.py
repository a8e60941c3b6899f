"""What one expert speaks about, counted over the newest of what they said."""

from operator import attrgetter

from articles import consensus
from articles.bodymap import BodyMap, key_for_quotes, quote_areas
from articles.dated.counts import MOST, Count
from articles.models import MuscleGroup, TaggedQuote
from articles.said import HELPS, MAIN, NOT_WORKED


class SpeaksAbout:
    """The muscle groups, each with how often this expert names it and in which role."""

    def __init__(self, expert):
        self.expert = expert
        more = expert.quote_count > MOST
        said = {
            (row["tag"], row["role"]): row["number"] for row in TaggedQuote.objects.roles_by(expert)
        }
        self.muscles = list(MuscleGroup.objects.order_by("position"))
        for muscle in self.muscles:
            muscle.main, muscle.helps, muscle.not_worked = (
                Count(said.get((muscle.pk, role), 0), more) for role in (MAIN, HELPS, NOT_WORKED)
            )
            all_roles = muscle.main + muscle.helps + muscle.not_worked
            muscle.quote_count = Count(all_roles, more and all_roles > 0)
        self.named = [muscle for muscle in self.muscles if muscle.quote_count]

    @property
    def in_words(self):
        return consensus.speaks_about([(each.name, each.quote_count) for each in self.named])

    @property
    def choices(self):
        """Pairs of a muscle and the explorer's address, the most named first."""
        most_first = sorted(self.named, key=lambda muscle: -muscle.quote_count)
        return [(muscle, self.expert.path_about(muscle)) for muscle in most_first]

    @property
    def map(self):
        most = max((muscle.worked_count for muscle in self.named), default=0)
        shade = attrgetter("worked_count")
        areas = quote_areas(self.muscles, self.expert.path_about, shade=shade)
        return BodyMap("Muscles this expert speaks about", areas, key_for_quotes(most))
