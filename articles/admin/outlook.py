"""What readers would see at a glance with what is typed, and what our own words miss of it."""

from functools import cached_property

from articles import consensus, richtext
from articles.bodymap import BodyMap, expert_areas
from articles.consensus import listed, lowered
from articles.folding import fold
from articles.mentions import suggest


class Outlook:
    """`cards` are those of the written quotes, `own_words` the magazine's as HTML."""

    def __init__(self, cards, choices, own_words):
        self.choices = choices
        self.own_words = richtext.plain_text(own_words)
        self.muscles = {muscle.pk: muscle for muscle in choices.muscle_groups}
        said = [
            (fold(card.name), card.name, "", card.form["muscles"].value() or {})
            for card in cards
            if card.name and not card.form["DELETE"].value()
        ]
        self.voices = consensus.voices(said)
        self.rows = [
            (self.muscles[row.muscle], row)
            for row in consensus.table(self.voices, list(self.muscles))
        ]

    @property
    def map(self):
        totals = {muscle.slug: row.total for muscle, row in self.rows}
        areas = expert_areas(self.muscles.values(), totals, len(self.voices))
        return BodyMap("Body map as readers would see it; the table says the same", areas)

    @cached_property
    def claimed(self):
        """The slugs of the muscles that our own words say work."""
        found = suggest(self.own_words, self.choices.vocabulary)
        return {each.slug for each in found if not each.asks and each.said.works}

    @property
    def forgotten(self):
        """What half of the experts or more, and two at least, name and our own words do not."""
        asked = len(self.voices)
        return [
            with_count(muscle, row.total, asked)
            for muscle, row in self.rows
            if row.total >= max(asked / 2, min(asked, 2)) and muscle.slug not in self.claimed
        ]

    @property
    def unfounded(self):
        """What our own words claim, and no expert names."""
        named = {muscle.slug for muscle, row in self.rows if row.total}
        slugs = self.claimed - named
        return [lowered(each.name) for each in self.muscles.values() if each.slug in slugs]

    @property
    def warnings(self):
        """Sentences for the editor; none where introduction and closing name no muscle at all."""
        if not (self.claimed and self.voices):
            return []
        found = []
        if self.forgotten:
            found.append(f"Introduction and closing forget the {listed(self.forgotten)}")
        if self.unfounded:
            found.append(
                f"Introduction or closing names the {listed(self.unfounded)}, and no expert does"
            )
        return found


def with_count(muscle, total, asked):
    """ "hip flexors (2 of 3 experts)"."""
    who = f"{total} of {asked} experts" if asked > 1 else "the only expert"
    return f"{lowered(muscle.name)} ({who})"
