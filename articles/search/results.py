"""What answers a question: muscles, experts, articles and quotes, as rows for the page."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from articles import consensus, richtext, sentences
from articles.dated.counts import Count
from articles.dated.newest import count_experts
from articles.marking import mark_words
from articles.models import Article, Expert, Quote
from articles.search.excerpts import excerpt, marked
from articles.search.finding import Finder
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
    total: Count
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
    def rest(self) -> Count:
        return Count(self.total - len(self.rows), self.total.more)


class Results:
    """`muscles` are all groups with their names and their counts."""

    def __init__(self, question: Question, muscles):
        self.question = question
        self.finder = Finder(question)
        meant = [consensus.lowered(m.name) for m in muscles if m.pk in question.muscles]
        self.names_meant = consensus.listed(meant, "or") if meant else ""
        self.typed = question.as_typed()
        groups = [
            self.muscles(muscles),
            *(each() for each in (self.experts, self.articles, self.quotes) if question.wanted),
        ]
        self.groups = sorted((g for g in groups if g.total), key=lambda group: group.depth)
        more = any(each.total.more for each in groups)
        self.total = Count(sum(each.total for each in groups), more)

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
        experts = count_experts(found)
        rows = [self.muscle(muscle, experts[muscle.pk]) for muscle in found]
        return Group("muscle", rows, Count(len(found)), 0)

    def muscle(self, muscle, experts) -> Row:
        named = [name for name in muscle.names if self.typed.spans(name)]
        other = "" if muscle.name in named else min(named, key=len, default="")
        also = f"Also called {other}." if other else ""
        reach = f"{counted(muscle.quote_count, 'quote')} from {counted(experts, 'expert')}"
        line = " ".join(filter(None, [also, sentences.first(muscle.description), reach]))
        return Row(muscle.get_absolute_url(), self.marked(muscle.name), self.marked(line))

    def experts(self) -> Group:
        found = self.finder.experts(MOST_EXPERTS)
        experts = Expert.objects.for_list().in_bulk(found.ids)
        rows = [self.expert(experts[pk], found.naming.get(pk)) for pk in found.ids]
        return Group("expert", rows, found.total, found.depth)

    def expert(self, expert, quotes) -> Row:
        if quotes:
            naming = f"{counted(quotes, 'quote')} on {self.names_meant}"
            line = self.marked(". ".join(filter(None, [expert.affiliation, naming])))
        else:
            line = self.line(expert.affiliation, expert.biography, expert.credentials)
        return Row(expert.get_absolute_url(), self.marked(expert.name), line)

    def articles(self) -> Group:
        found = self.finder.articles(MOST_ARTICLES)
        articles = Article.objects.for_list().in_bulk(found.ids)
        rows = [self.article(articles[pk], found.naming.get(pk)) for pk in found.ids]
        return Group("article", rows, found.total, found.depth)

    def article(self, article, experts) -> Row:
        naming = ""
        if experts:
            who = f"{experts} of {counted(article.expert_count, 'expert')}"
            naming = f"{who} on {self.names_meant}"
        texts = map(richtext.plain_text, (article.introduction, article.closing))
        line = self.line(naming, article.standfirst, article.question, *texts)
        return Row(article.get_absolute_url(), self.marked(article.title), line)

    def quotes(self) -> Group:
        found = self.finder.quotes(MOST_QUOTES)
        quotes = Quote.objects.for_list().in_bulk(found.ids)
        rows = [quotes[pk] for pk in found.ids]
        for quote in rows:
            quote.excerpt = mark_words(quote.body, self.question.spans)
        return Group("quote", rows, found.total, found.depth)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
