"""Believable articles by the thousand, made by chance: the same seed makes the same ones."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from articles.folding import fold
from articles.models import Article, Author, Category, Expert, MuscleGroup, Quote, TaggedQuote
from articles.said import HELPS, MAIN, NOT_WORKED

# Nothing else has such an address: by it such articles are told from real ones.
PREFIX = "grown-"
YEARS = 8
PUBLISHED = 0.9
SCHEDULED = 20
QUOTES = range(3, 8)
MOST_MUSCLES = 6
CATEGORIES = ["Running", "Cycling", "Swimming", "Strength", "Yoga", "Rowing", "Recovery"]
FIRST = (
    "Ana Ben Cleo Dara Emil Fay Goran Hana Ida Jonas Kira Lev Mona Nils Olga Pia Rafi Sena".split()
)
MIDDLE = (
    "Abel Bram Cato Dov Eliz Finn Gale Hugo Ines Jude Kai Liv Mats Noa Otis Per Rhea Siv".split()
)
LAST = "Alder Birch Cole Drake Ebner Falk Gray Holt Ives Juhl Kern Lowe Marsh Nash Orr Pike".split()
TITLES = "Physiotherapist,Running coach,Sports scientist,Physician,Strength coach".split(",")
PLACES = "Harbour Lane Clinic,Northgate Track Club,Institute of Movement,Millbrook Hospital".split(
    ","
)
ACTIVITIES = (
    "running uphill,slow running,sprinting,cycling,rowing,swimming,squatting,climbing stairs,"
    "walking backwards,skipping rope,trail running,long hiking,jumping,lunging,planking,skiing"
).split(",")
QUESTIONS = [
    "What muscles does {} work?",
    "Which muscles tire first in {}?",
    "What should be sore after {}?",
    "How does {} change with age?",
]
SENTENCES = [
    "In {activity} the {muscle} {verb} with every step.",
    "Most people forget the {muscle}, and it shows after the {number} minute.",
    "I tell everybody to train the {muscle} {often}, {manner}.",
    "Without a strong {muscle} the {joint} pays for it.",
    "The {muscle} {verb} {manner}, while the rest follows.",
    "Of {number} patients with a sore {joint}, most had neglected the {muscle}.",
    "Start {manner}, and give the {muscle} {number} days of rest.",
]
VERBS = "works,pulls,brakes,holds,pushes,lifts,steadies,absorbs,drives,rebounds".split(",")
MANNERS = "slowly,early,late,barefoot,uphill,downhill,on grass,on sand,in the cold,at dawn".split(
    ","
)
OFTEN = "daily,weekly,twice a week,before breakfast,after work,now and then".split(",")
JOINTS = "knee,hip,ankle,shoulder,elbow,wrist,lower back,neck".split(",")


class Grower:
    """Makes articles with their quotes and tags, ready to be written in batches.

    What is chosen is skewed: a few muscles and experts are named very often, most seldom.
    """

    def __init__(self, quotes: int, seed: int):
        self.seed = seed
        self.chance = random.Random(seed)
        self.now = timezone.now().replace(microsecond=0)
        self.author, _ = Author.objects.get_or_create(
            slug=f"{PREFIX}author", defaults={"name": "Grown Author"}
        )
        self.categories = [
            Category.objects.get_or_create(
                name=name, defaults={"slug": f"{PREFIX}{slugify(name)}"}
            )[0]
            for name in CATEGORIES
        ]
        self.muscles = list(MuscleGroup.objects.all())
        self.chance.shuffle(self.muscles)
        self.experts = self.make_experts(min(2000, max(20, quotes // 50)))
        self.quotes = quotes

    def make_experts(self, number: int) -> list[Expert]:
        # Of its own, so that the articles are the same when the experts are there already.
        chance = random.Random(self.seed)
        taken = Expert.objects.filter(slug__startswith=PREFIX).count()
        names = [f"{a} {b} {c}" for a in FIRST for b in MIDDLE for c in LAST]
        Expert.objects.bulk_create(
            Expert(
                name=name,
                slug=f"{PREFIX}{slugify(name)}-{place}",
                folded_name=fold(name),
                title=chance.choice(TITLES),
                organisation=chance.choice(PLACES),
            )
            for place, name in enumerate(names[taken:number], start=taken)
        )
        experts = list(Expert.objects.filter(slug__startswith=PREFIX).order_by("pk"))
        chance.shuffle(experts)
        return experts

    def batches(self, size: int) -> Iterator[tuple[list[Article], list[Quote], list[TaggedQuote]]]:
        """Of so many articles each, with their ids, the oldest first."""
        article_key, quote_key = last_key(Article), last_key(Quote)
        left = self.quotes
        step = timedelta(days=365 * YEARS) / max(1, self.quotes // 5)
        moment = self.now - timedelta(days=365 * YEARS)
        while left > 0:
            articles: list[Article] = []
            quotes: list[Quote] = []
            tags: list[TaggedQuote] = []
            while len(articles) < size and left > 0:
                article_key += 1
                moment = min(moment + step, self.now)
                article = self.article(article_key, moment)
                articles.append(article)
                for position in range(1, min(self.chance.choice(QUOTES), left) + 1):
                    quote_key += 1
                    left -= 1
                    muscles = self.some_muscles()
                    quotes.append(self.quote(quote_key, article, position, muscles))
                    tags += [self.tag(quote_key, muscle) for muscle in muscles]
            if left <= 0:
                self.schedule(articles)
            yield articles, quotes, tags

    def schedule(self, articles: list[Article]) -> None:
        few = min(SCHEDULED, len(articles) // 10)
        for day, article in enumerate(articles[len(articles) - few :], start=1):
            article.published_at = self.now + timedelta(days=day)

    def article(self, key: int, moment) -> Article:
        activity = self.chance.choice(ACTIVITIES)
        title = f"{self.chance.choice(QUESTIONS).format(activity)} ({key})"
        return Article(
            pk=key,
            title=title,
            folded_title=fold(title),
            slug=f"{PREFIX}{key}",
            category=self.chance.choice(self.categories),
            author=self.author,
            standfirst=f"We asked several experts about {activity}.",
            introduction=f"<p>{self.sentence(self.chance.choice(self.muscles))}</p>",
            published_at=moment if self.chance.random() < PUBLISHED else None,
            words=20,
        )

    def quote(self, key: int, article: Article, position: int, muscles) -> Quote:
        expert = self.skewed(self.experts)
        heading = self.sentence(muscles[0])[:-1]
        said = [self.sentence(muscle) for muscle in muscles]
        text = " ".join([*said, self.sentence(muscles[0])])
        return Quote(
            pk=key,
            article=article,
            position=position,
            expert=expert,
            heading=heading,
            body=f"<p>{text}</p>",
            affiliation=expert.affiliation,
            words=len(text.split()),
            folded_words=fold(f"{heading}\n{text}"),
        )

    def tag(self, quote_key: int, muscle: MuscleGroup) -> TaggedQuote:
        role = self.chance.choices([MAIN, HELPS, NOT_WORKED], [8, 3, 1])[0]
        return TaggedQuote(content_object_id=quote_key, tag=muscle, role=role)

    def some_muscles(self) -> list[MuscleGroup]:
        """Three as a rule."""
        number = self.chance.choices(range(1, MOST_MUSCLES + 1), [3, 6, 8, 5, 2, 1])[0]
        return list({self.skewed(self.muscles): None for _ in range(number)})

    def skewed(self, things: list):
        """The earlier in the list, the more often."""
        return things[int(len(things) * self.chance.random() ** 3)]

    def sentence(self, muscle: MuscleGroup) -> str:
        choose = self.chance.choice
        return choose(SENTENCES).format(
            activity=choose(ACTIVITIES),
            muscle=muscle.name.lower(),
            verb=choose(VERBS),
            manner=choose(MANNERS),
            often=choose(OFTEN),
            joint=choose(JOINTS),
            number=self.chance.randrange(2, 400),
        )


def last_key(model) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
