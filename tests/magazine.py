"""A small magazine with some of everything, and the addresses of its pages."""

from datetime import date

from articles.models import RelatedLink
from tests.factories import (
    make_article,
    make_category,
    make_expert,
    make_page,
    make_photo,
    make_quote,
)

MUSCLES = [
    ["glutes", "hamstrings"],
    ["glutes", "calves"],
    ["glutes", "core"],
    ["calves"],
    ["hip-flexors", "glutes"],
    ["shins", "long-toe-flexors", "short-toe-flexors"],
    ["core", "obliques", "upper-back"],
]


def publish():
    """Makes it; returns the address of each page by the name of its view, and of its variants."""
    article = make_running()
    quote = article.quotes.first()
    make_others(article, quote.expert)
    page = make_page(
        title="How we ask experts",
        slug="how-we-ask",
        body="<h2>Who we ask</h2><p>People with a practice.</p><h3>And who not</h3><p>Us.</p>",
    )
    path = article.get_absolute_url()
    return {
        "home": "/",
        "article_list": "/articles/",
        "article_list, a category": "/articles/?category=rowing",
        "article_detail": path,
        "article_detail, one muscle": f"{path}?muscle=calves",
        "article_detail, two experts": "/articles/rowing/",
        "quote_list": "/quotes/",
        "quote_list, filtered": "/quotes/?match=all&muscle=core&muscle=glutes",
        "quote_list, nothing found": "/quotes/?muscle=core&q=nothing",
        "muscle_list": "/muscles/",
        "muscle_detail": "/muscles/glutes/",
        "muscle_detail, no quote": "/muscles/neck/",
        "expert_list": "/experts/",
        "expert_detail": quote.expert.get_absolute_url(),
        "author_detail": article.author.get_absolute_url(),
        "search": "/search/?q=push",
        "search, nothing typed": "/search/",
        "search, mistyped": "/search/?q=hamstirngs",
        "search, nothing found": "/search/?q=zzzzzzzz",
        "simple_page": page.get_absolute_url(),
    }


def make_running():
    """Seven experts, photos with and without their file, a closing with headings."""
    article = make_article(
        title="Which muscles does running work, and which ones only come along?",
        slug="running",
        question="Which muscles does running work?",
        introduction="<p>Ask a runner.</p><ul><li><p>Legs</p></li><li><p>Arms</p></li></ul>",
        closing="<h2>Before you run</h2><p>Walk.</p><h3>Slowly</h3><p>At first.</p><h2>After</h2>",
        cover=make_photo(),
        updated_on=date(2026, 3, 4),
    )
    photos = [make_photo(), make_photo(image=""), make_photo(alternative_text="", decorative=True)]
    for number, slugs in enumerate(MUSCLES):
        make_quote(
            article,
            muscles=slugs,
            expert=make_expert(portrait=photos[0] if number % 2 else None),
            heading=f"Claim {number}: the push comes from behind you",
            source="https://example.org/talk" if number else "By e-mail, 2 April 2026",
            photo=photos[number] if number < len(photos) else None,
        )
    return article


def make_others(article, expert):
    """A second article that shares muscles and an expert, and what the editor links to."""
    expert.biography, expert.website = "Runs before breakfast.", "https://expert.example/"
    expert.credentials, expert.credentials_checked_on = "BSc", date(2026, 3, 14)
    expert.save()
    rowing = make_article(
        title="What does rowing work?",
        slug="rowing",
        standfirst="Two people who row answer.",
        category=make_category("Rowing"),
    )
    make_quote(rowing, expert=expert, muscles=["glutes", "core"], heading="Legs first")
    make_quote(rowing, muscles=["upper-back"], heading="Then the back")
    RelatedLink.objects.create(article=article, position=1, target=rowing)
    outside = {"title": "A guideline", "url": "https://www.example.org/"}
    RelatedLink.objects.create(article=article, position=2, **outside)
