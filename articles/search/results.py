"""What answers a question: muscles, experts, articles and quotes, as rows for the page."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from articles import consensus, richtext, sentences
from articles.looks import count_experts
from articles.marking import mark_words
from articles.models import Article, Expert, Quote
from articles.search.excerpts import excerpt, marked
from articles.search.question import Question, words_of

MOST_EXPERTS = 12
MOST_ARTICLES = 12
MOST_QUOTES = 6


class Row(NamedTuple):
    """A link, with what was looked for marked in its text and in the line under it."""

    href: str
    text: SafeString
    line: SafeString


class Group(NamedTuple):
    """The best of one kind, how many there are in all, and where the best one has it.

    `depth` is 0 for its name or title, 1 for near the top and 2 for further down.
    """

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
    def in_words(self) -> str:
        return counted(self.total, self.noun)

    @property
    def rest(self) -> int:
        return self.total - len(self.rows)


class Results:
    """`muscles` are all groups with their names and their counts."""

    def __init__(self, question: Question, muscles):
        self.question = question
        meant = [consensus.lowered(m.name) for m in muscles if m.pk in question.muscles]
        self.names_meant = consensus.listed(meant, "or") if meant else ""
        self.typed = question.as_typed()
        groups = [
            self.muscles(muscles),
            *(each() for each in (self.experts, self.articles, self.quotes) if question.wanted),
        ]
        self.groups = sorted((g for g in groups if g.total), key=lambda group: group.depth)
        self.total = sum(each.total for each in groups)

    def marked(self, text: str) -> SafeString:
        return marked(text, self.question.spans)

    def line(self, *texts: str) -> SafeString:
        """The first of these in which something stands, cut to it; else the first."""
        found = next(filter(None, (excerpt(text, self.question.spans) for text in texts)), "")
        return self.marked(found or next(filter(None, texts), ""))

    def muscles(self, muscles) -> Group:
        found = []
        # "Butt or calves" asks for both; in "butt uphill" no muscle has all.
        only_muscles = all(term.muscles for term in self.question.wanted)
        for muscle in muscles:
            # The empty word keeps a phrase from running from one name into the next.
            names = [word for name in muscle.names for word in (*words_of(name), "")]
            is_meant = only_muscles and muscle.pk in self.question.muscles
            if is_meant or self.typed.holds(names):
                found.append(muscle)
        # What is called just so comes first.
        found.sort(key=lambda muscle: muscle.pk not in self.question.muscles)
        return Group("muscle", list(map(self.muscle, found)), len(found), 0)

    def muscle(self, muscle) -> Row:
        named = [name for name in muscle.names if self.typed.spans(name)]
        other = "" if muscle.name in named else min(named, key=len, default="")
        also = f"Also called {other}." if other else ""
        quotes, experts = muscle.quote_count, count_experts(muscle)
        reach = f"{counted(quotes, 'quote')} from {counted(experts, 'expert')}"
        line = " ".join(filter(None, [also, sentences.first(muscle.description), reach]))
        return Row(muscle.get_absolute_url(), self.marked(muscle.name), self.marked(line))

    def experts(self) -> Group:
        found = Expert.objects.published().answering(self.question)
        experts = list(found.best_first()[:MOST_EXPERTS])
        rows = [self.expert(each) for each in experts]
        depths = [min(each.depth, 1) if each.naming_quotes else each.depth for each in experts]
        return Group("expert", rows, found.count(), min(depths, default=0))

    def expert(self, expert) -> Row:
        if expert.naming_quotes:
            naming = f"{counted(expert.naming_quotes, 'quote')} on {self.names_meant}"
            line = self.marked(". ".join(filter(None, [expert.affiliation, naming])))
        else:
            line = self.line(expert.affiliation, expert.biography, expert.credentials)
        return Row(expert.get_absolute_url(), self.marked(expert.name), line)

    def articles(self) -> Group:
        found = Article.objects.published().for_list().answering(self.question)
        articles = list(found.best_first()[:MOST_ARTICLES])
        rows = [self.article(each) for each in articles]
        depths = [min(each.depth, 1) if each.naming_experts else each.depth for each in articles]
        return Group("article", rows, found.count(), min(depths, default=0))

    def article(self, article) -> Row:
        naming = ""
        if article.naming_experts:
            who = f"{article.naming_experts} of {counted(article.expert_count, 'expert')}"
            naming = f"{who} on {self.names_meant}"
        texts = map(richtext.plain_text, (article.introduction, article.closing))
        line = self.line(naming, article.standfirst, article.question, *texts)
        return Row(article.get_absolute_url(), self.marked(article.title), line)

    def quotes(self) -> Group:
        found = Quote.objects.published().for_list().answering(self.question)
        quotes = list(found.best_first()[:MOST_QUOTES])
        for quote in quotes:
            quote.excerpt = mark_words(quote.body, self.question.spans)
        return Group("quote", quotes, found.count(), min((q.depth for q in quotes), default=0))


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
