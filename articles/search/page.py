"""The search page: what was asked, what answers it, and what was probably meant."""

from articles.filters import MOST_LETTERS, QuoteFilter, tidy
from articles.models import Article, Expert, MuscleGroup, Quote
from articles.querysets.muscle import called
from articles.search.question import Question
from articles.search.results import Results
from articles.search.spelling import Speller, Suggestion

# With so few results a word may be mistyped, although something has it.
FEW = 3
# Words of how many titles and quotes, the newest, a mistyped word is compared with.
TITLES = 500
QUOTES = 300


class SearchPage:
    """`suggestion` is what was probably meant, `used` where these results are for that."""

    def __init__(self, typed: str):
        self.words = tidy(typed)
        self.is_cut = len(typed.strip()) > MOST_LETTERS
        groups = MuscleGroup.objects.with_name_list().with_published_counts()
        self.muscles = list(groups) if self.words else []
        self.names = called(self.muscles)
        self.suggestion: Suggestion | None = None
        self.used = False
        self.results = self.find()

    def find(self) -> Results:
        """With all words; else with those that were meant; else with some of the words."""
        asked = self.read(self.words)
        results = self.answer(asked)
        if results.total > FEW or not asked.wanted:
            return results
        meant = self.correct(results)
        if meant or results.total:
            return meant or results
        return self.answer(asked.loosely()) if len(asked.wanted) > 1 else results

    def correct(self, results: Results) -> Results | None:
        """Results for what was meant, where there are none for what was typed."""
        suggestion = Speller(self.known_texts()).corrected(self.words)
        better = self.answer(self.read(suggestion.words)) if suggestion else None
        if better is None or not better.total:
            return None
        self.suggestion, self.used = suggestion, not results.total
        return better if self.used else None

    def read(self, words: str) -> Question:
        return Question.read(words, self.names)

    def answer(self, question: Question) -> Results:
        return Results(question, self.muscles)

    def known_texts(self):
        """What readers can see, and nothing else: a suggestion must not give away a draft."""
        articles = Article.objects.published().newest_first().values_list("title", flat=True)
        quotes = Quote.objects.published().newest_first().values_list("folded_words", flat=True)
        experts = Expert.objects.published().values_list("name", flat=True)
        names = [name for muscle in self.muscles for name in muscle.names]
        return [*names, *experts, *articles[:TITLES], *quotes[:QUOTES]]

    @property
    def groups(self):
        return self.results.groups

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def is_loose(self) -> bool:
        return self.results.question.loose

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
