"""The search page: what was asked, what answers it, and what was probably meant."""

from articles.dated.counts import Count
from articles.filters import MOST_LETTERS, QuoteFilter, readable, tidy
from articles.models import Article, Expert, MuscleGroup, Quote
from articles.querysets.muscle import called
from articles.search.question import Question
from articles.search.results import Results
from articles.search.spelling import Speller, Suggestion

# With so few results a word may be mistyped although something has it: if what was probably meant
# has so many times more.
FEW = 3
FAR_MORE = 5
# Words of how many articles and quotes, the newest, a mistyped word is compared with.
ARTICLES = 500
QUOTES = 300


class SearchPage:
    """`suggestion` is what was probably meant, and `used` says that these results are for that."""

    def __init__(self, typed: str):
        self.words = tidy(typed)
        self.is_cut = len(readable(typed)) > MOST_LETTERS
        groups = MuscleGroup.objects.with_name_list().with_published_count()
        self.muscles = list(groups) if self.words else []
        self.names = called(self.muscles)
        self.suggestion: Suggestion | None = None
        self.used = False
        self.results = self.find()

    def find(self) -> Results:
        """With all the words; else with all that were meant; else with some of them."""
        asked = self.read(self.words)
        results = self.answer(asked)
        if results.total > FEW or not asked.wanted:
            return results
        speller = Speller(self.known_texts())
        suggestion = speller.corrected(self.words, doubting=results.total > 0)
        meant = self.read(suggestion.words) if suggestion else asked
        better = self.answer(meant) if suggestion else results
        if results.total:
            self.suggestion = suggestion if better.total > FAR_MORE * results.total else None
            return results
        self.suggestion, self.used = suggestion, suggestion is not None
        return better if better.total else self.answer(meant.loosely())

    def read(self, words: str) -> Question:
        return Question.read(words, self.names)

    def answer(self, question: Question) -> Results:
        return Results(question, self.muscles)

    def known_texts(self):
        """What readers can see, and nothing else: a suggestion must not give away a draft."""
        experts = Expert.objects.published().values_list("name", "title", "organisation")
        articles = Article.objects.published().newest_first().values_list("title", "standfirst")
        quotes = Quote.objects.published().newest_first().values_list("folded_words")
        rows = [*experts, *articles[:ARTICLES], *quotes[:QUOTES]]
        names = [name for muscle in self.muscles for name in muscle.names]
        return [*names, *(text for row in rows for text in row)]

    @property
    def groups(self):
        return self.results.groups

    @property
    def total(self) -> Count:
        return self.results.total

    @property
    def is_loose(self) -> bool:
        return self.results.question.loose

    @property
    def only_excludes(self) -> bool:
        question = self.results.question
        return bool(question.unwanted) and not question.wanted

    @property
    def heading(self) -> str:
        if not self.words:
            return "Search"
        if self.used or self.is_loose or not self.total:
            return f"Nothing for {self.words}"
        return f"{self.total} result{'' if self.total == 1 else 's'} for {self.words}"

    @property
    def quotes_url(self) -> str:
        """The same in the explorer, which shows all the quotes."""
        words = self.suggestion.words if self.used and self.suggestion else self.words
        return QuoteFilter(words=words).url
