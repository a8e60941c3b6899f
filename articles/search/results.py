"""What answers a question: muscles, experts, articles and quotes, as rows for the page."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.safestring import SafeString

from articles import consensus, richtext
from articles.marking import mark_words
from articles.models import Article, Expert, Quote, TaggedQuote
from articles.search.excerpts import excerpt, marked
from articles.search.question import Question, words_of

MOST_EXPERTS = 6
MOST_ARTICLES = 12
MOST_QUOTES = 6


class Row(NamedTuple):
    """A link, with what was looked for marked in its text and in the line under it."""

    href: str
    text: SafeString
    line: SafeString


class Group(NamedTuple):
    """The best of one kind, how many there are in all, and how far down the best one has it."""

    noun: str
    rows: list
    total: int
    depth: int

    @property
    def anchor(self) -> str:
        return f"found-{self.noun}s"

    @property
    def heading(self) -> str:
        return f"{self.noun.capitalize()}{'' if self.total == 1 else 's'}"

    @property
    def count(self) -> str:
        return f"{self.total} {self.noun}{'' if self.total == 1 else 's'}"

    @property
    def rest(self) -> int:
        return self.total - len(self.rows)


class Results:
    """`muscles` are all groups with their names and their counts."""

    def __init__(self, question: Question, muscles):
        self.question = question
        self.meant = [each for each in muscles if each.pk in question.muscles]
        groups = [
            self.muscles(muscles),
            *(each() for each in (self.experts, self.articles, self.quotes) if question.wanted),
        ]
        # What has it in its name comes before what has it in its words only.
        self.groups = sorted((each for each in groups if each.total), key=lambda each: each.depth)
        self.total = sum(each.total for each in groups)

    def marked(self, text: str) -> SafeString:
        return marked(text, self.question.spans)

    def line(self, *texts: str) -> SafeString:
        """The first of these in which something stands, cut to it; else the first."""
        found = next(filter(None, (excerpt(text, self.question.spans) for text in texts)), "")
        return self.marked(found or next(filter(None, texts), ""))

    def muscles(self, muscles) -> Group:
        found = []
        for muscle in muscles:
            names = [word for name in muscle.names for word in words_of(name)]
            if self.question.wanted and self.question.holds(names):
                found.append((muscle.pk not in self.question.muscles, muscle))
        found.sort(key=lambda each: each[0])
        return Group("muscle", [self.muscle(each) for _, each in found], len(found), 0)

    def muscle(self, muscle) -> Row:
        other = next((name for name in muscle.names if self.question.spans(name)), muscle.name)
        also = f"Also called {other}. " if other != muscle.name else ""
        reach = f" {counted(muscle.quote_count, 'quote')} from " + counted(
            muscle.expert_count, "expert"
        )
        said = f"{also}{richtext.first_sentence(f'<p>{muscle.description}</p>')}{reach}"
        return Row(muscle.get_absolute_url(), self.marked(muscle.name), self.marked(said))

    def experts(self) -> Group:
        found = Expert.objects.published().for_list().answering(self.question)
        experts = list(found.best_first()[:MOST_EXPERTS])
        named = defaultdict(list)
        if self.meant:
            for expert, muscle, count in TaggedQuote.objects.counts_by_expert(experts):
                named[expert].append((muscle, count))
        rows = [self.expert(each, named[each.pk]) for each in experts]
        return Group("expert", rows, found.count(), depth_of(experts))

    def expert(self, expert, named) -> Row:
        speaks = consensus.speaks_about(named) if named else ""
        told = ". ".join(filter(None, [expert.affiliation, speaks]))
        line = self.line(told, expert.biography, expert.credentials)
        return Row(expert.get_absolute_url(), self.marked(expert.name), line)

    def articles(self) -> Group:
        found = Article.objects.published().for_list().answering(self.question)
        articles = list(found.best_first()[:MOST_ARTICLES])
        rows = [self.article(each) for each in articles]
        return Group("article", rows, found.count(), depth_of(articles))

    def article(self, article) -> Row:
        naming = ""
        if article.naming_experts:
            names = consensus.listed([consensus.lowered(each.name) for each in self.meant])
            who = f"{article.naming_experts} of {counted(article.expert_count, 'expert')}"
            naming = f"{who} on {names}"
        texts = map(richtext.plain_text, (article.introduction, article.closing))
        line = self.line(naming, article.standfirst, article.question, *texts)
        return Row(article.get_absolute_url(), self.marked(article.title), line)

    def quotes(self) -> Group:
        found = Quote.objects.published().for_list().answering(self.question)
        quotes = list(found.best_first()[:MOST_QUOTES])
        for quote in quotes:
            quote.excerpt = mark_words(quote.body, self.question.spans)
        return Group("quote", quotes, found.count(), depth_of(quotes))


def depth_of(rows) -> int:
    return rows[0].depth if rows else 0


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
