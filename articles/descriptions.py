"""What each page says of itself: one function a page, named like its view."""

from django.conf import settings
from django.urls import reverse

from articles.meta import Meta


def home():
    return Meta(
        title="Ask several experts. See where they agree.",
        description="One question, several qualified people, every answer in their own words.",
        path=reverse("home"),
        feed=reverse("article_feed"),
    )


def article_list(category, query):
    """`query` holds the parameters of the address: a later page has no place in an index."""
    return Meta(
        title=f"Articles: {category}" if category else "All articles",
        description="Every question that we have put to several experts, the newest first.",
        path=category.get_absolute_url() if category else reverse("article_list"),
        feed=reverse("article_feed"),
        indexed="after" not in query,
    )


def article_detail(page):
    article = page.article
    return Meta(
        title=article.title,
        description=article.description or article.standfirst,
        path=page.path,
        kind="article",
        image=article.cover or page.first_photo,
        indexed=article.state == article.State.LIVE,
    )


def muscle_list(muscles):
    return Meta(
        title="Muscles, head to toe",
        description="What experts say about each muscle group, with a map of the body.",
        path=reverse("muscle_list"),
    )


def muscle_detail(muscle):
    return Meta(
        title=muscle.name,
        description=muscle.description,
        path=muscle.get_absolute_url(),
        feed=reverse("muscle_feed", args=[muscle.slug]),
    )


def expert_list(experts):
    return Meta(
        title="Experts",
        description="Everyone who has answered a question here, and what they do.",
        path=reverse("expert_list"),
    )


def expert_detail(expert):
    return Meta(
        title=expert.name,
        description=expert.biography or f"{expert.name}, {expert.affiliation}",
        path=expert.get_absolute_url(),
        kind="profile",
        image=expert.portrait,
        feed=reverse("expert_feed", args=[expert.slug]),
    )


def author_detail(author):
    return Meta(
        title=author.name,
        description=author.biography or f"Articles that {author.name} wrote for us.",
        path=author.get_absolute_url(),
        kind="profile",
    )


def simple_page(page):
    return Meta(
        title=page.title,
        description=f"{page.title}: {settings.SITE_NAME}",
        path=page.get_absolute_url(),
    )
