"""What each page says of itself: one function a page, named like its view."""

from django.urls import reverse

from articles import richtext, structured_data
from articles.meta import Meta, absolute


def home(articles):
    return Meta(
        title="Ask several experts. See where they agree.",
        description="One question, several qualified people, every answer in their own words.",
        path=reverse("home"),
        graph=structured_data.home(articles),
    )


def article_list(category, articles, query):
    """`query` holds the parameters of the address: a later page has no place in an index."""
    path = category.get_absolute_url() if category else reverse("article_list")
    trail = [("Articles", reverse("article_list"))] + ([(category.name, path)] if category else [])
    about = f" on {category.name.lower()}" if category else ""
    return Meta(
        title=f"Articles: {category}" if category else "All articles",
        description=f"Every question{about} that we have put to several experts, the newest first.",
        path=path,
        indexed="after" not in query,
        graph=structured_data.article_list(trail, articles),
    )


def article_detail(page):
    article = page.article
    cover = article.cover if article.cover and article.cover.image else None
    photo = cover or page.first_photo
    parents = [("Articles", reverse("article_list"))]
    if article.category:
        parents.append((article.category.name, article.category.get_absolute_url()))
    return Meta(
        title=article.title,
        description=(
            article.description or article.standfirst or richtext.plain_text(article.introduction)
        ),
        path=page.path,
        kind="article",
        image=photo,
        indexed=article.state == article.State.LIVE,
        properties=article_properties(page),
        graph=structured_data.article_detail([*parents, (article.title, page.path)], page, photo),
    )


def article_properties(page):
    article = page.article
    author = article.author.get_absolute_url() if article.author else ""
    properties = [
        ("article:published_time", structured_data.moment(article.published_at)),
        ("article:modified_time", article.updated_on.isoformat() if article.updated_on else ""),
        ("article:author", absolute(author) if author else ""),
        ("article:section", article.category.name if article.category else ""),
        *(("article:tag", row.muscle.name) for row in page.table),
    ]
    return [(name, content) for name, content in properties if content]


def quote_list(explorer):
    path = reverse("quote_list")
    return Meta(
        title=explorer.heading if explorer.chosen.active else "What the experts said",
        description="Every quote on the site, filed by muscle, by expert and by the words in it.",
        path=path,
        indexed=not explorer.chosen.pairs,
        graph=structured_data.quote_list([("Quotes", path)], explorer.quotes),
    )


def muscle_list(muscles):
    path = reverse("muscle_list")
    return Meta(
        title="Muscles, head to toe",
        description="What experts say about each muscle group, with a map of the body.",
        path=path,
        graph=structured_data.muscle_list([("Muscles", path)], muscles),
    )


def muscle_detail(muscle, quotes):
    path = muscle.get_absolute_url()
    trail = [("Muscles", reverse("muscle_list")), (muscle.name, path)]
    return Meta(
        title=muscle.name,
        description=muscle.description,
        path=path,
        feed=reverse("muscle_feed", args=[muscle.slug]),
        graph=structured_data.muscle_detail(trail, muscle, quotes),
    )


def expert_list(experts, query):
    """`query` holds the parameters of the address: a later page has no place in an index."""
    path = reverse("expert_list")
    return Meta(
        title="Experts",
        description="Everyone who has answered a question here, and what they do.",
        path=path,
        indexed="after" not in query,
        graph=structured_data.expert_list([("Experts", path)], experts),
    )


def expert_detail(expert, muscles, quotes):
    path = expert.get_absolute_url()
    trail = [("Experts", reverse("expert_list")), (expert.name, path)]
    return Meta(
        title=expert.name,
        description=expert.biography or ", ".join(filter(None, [expert.name, expert.affiliation])),
        path=path,
        kind="profile",
        image=expert.portrait,
        feed=reverse("expert_feed", args=[expert.slug]),
        graph=structured_data.expert_detail(trail, expert, muscles, quotes),
    )


def author_detail(author, articles):
    path = author.get_absolute_url()
    return Meta(
        title=author.name,
        description=author.biography or f"Articles that {author.name} wrote for us.",
        path=path,
        kind="profile",
        graph=structured_data.author_detail([(author.name, path)], author, articles),
    )


def search(page):
    path = reverse("search")
    return Meta(
        title=page.heading,
        description="Muscles, experts, articles and quotes, by any words.",
        path=path,
        indexed=False,
        graph=structured_data.search([("Search", path)], page.heading),
    )


def simple_page(page):
    path = page.get_absolute_url()
    return Meta(
        title=page.title,
        description=richtext.plain_text(page.body),
        path=path,
        graph=structured_data.simple_page([(page.title, path)], page),
    )
