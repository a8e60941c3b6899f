"""Structured data: for each page the nodes of its graph, from objects that are loaded already.

It says what the page shows and no more. Nodes refer to each other by `@id`, so that each thing is
said once. An expert is the creator of a quotation and never the author of the article.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles import richtext
from articles.meta import absolute, shared_picture

Node = dict[str, Any]
LANGUAGE = "en-GB"


def home(articles):
    named = [(article.title, article.get_absolute_url()) for article in articles]
    searchable = website() | {"potentialAction": search_action()}
    return [searchable, organization(), *([item_list(named)] if named else [])]


def article_list(trail, articles):
    return collection(trail, [(each.title, each.get_absolute_url()) for each in articles])


def article_detail(trail, page, photo):
    """`photo` is the one that is shared with the article, or None."""
    article_id = f"{page.path}#article"
    quotes = [
        quotation(quote, muscles, richtext.plain_text(quote.body), reference(article_id))
        for quote, muscles in page.sections
    ]
    muscles = [row.muscle for row in page.table]
    article = page_node(
        "Article",
        article_id,
        page.canonical,
        headline=page.article.title,
        description=page.article.standfirst,
        abstract=page.sentence() if page.table else "",
        author=page.article.author and writer(page.article.author),
        datePublished=moment(page.article.published_at),
        dateModified=page.article.updated_on and page.article.updated_on.isoformat(),
        image=image(photo),
        articleSection=page.article.category and page.article.category.name,
        wordCount=page.article.all_words,
        mainEntityOfPage=absolute(page.canonical),
        publisher=reference("/#organization"),
        about=[reference(muscle_id(muscle)) for muscle in muscles],
        hasPart=[{"@id": quote["@id"]} for quote in quotes],
    )
    return [*frame(trail), article, *quotes, *map(muscle_node, muscles)]


def quote_list(trail, quotes):
    return [*frame(trail), quotes_page("CollectionPage", trail, quotes), *nodes_of(quotes)]


def muscle_list(trail, muscles):
    return collection(trail, [(muscle.name, muscle.get_absolute_url()) for muscle in muscles])


def muscle_detail(trail, muscle, quotes):
    latin = muscle.latin_name
    subject = muscle_node(muscle) | {"alternateName": latin, "description": muscle.description}
    page = quotes_page("CollectionPage", trail, quotes, about=reference(muscle_id(muscle)))
    return [*frame(trail), page, subject, *nodes_of(quotes, [muscle])]


def expert_list(trail, experts):
    return collection(trail, [(expert.name, expert.get_absolute_url()) for expert in experts])


def expert_detail(trail, expert, muscles, quotes):
    """`muscles` are those that the expert speaks about, by all quotes and not only by these."""
    person = node(
        "Person",
        f"{expert.get_absolute_url()}#person",
        name=expert.name,
        url=absolute(expert.get_absolute_url()),
        sameAs=expert.website,
        description=expert.biography,
        jobTitle=expert.title,
        affiliation=expert.organisation and node("Organization", name=expert.organisation),
        image=image(expert.portrait),
        knowsAbout=[reference(muscle_id(muscle)) for muscle in muscles],
    )
    page = quotes_page("ProfilePage", trail, quotes, mainEntity={"@id": person["@id"]})
    return [*frame(trail), page, person, *map(muscle_node, muscles), *nodes_of(quotes, muscles)]


def author_detail(trail, author, articles):
    person = writer(author) | node("Person", description=author.biography)
    named = [(article.title, article.get_absolute_url()) for article in articles]
    path = author.get_absolute_url()
    page = page_node("ProfilePage", path, path, name=author.name, mainEntity=person)
    return [*frame(trail), page, item_list(named)]


def search(trail, heading):
    path = reverse("search")
    return [*frame(trail), page_node("SearchResultsPage", path, path, name=heading)]


def simple_page(trail, page):
    path = page.get_absolute_url()
    updated = page.updated_on.isoformat()
    return [*frame(trail), page_node("WebPage", path, path, name=page.title, dateModified=updated)]


def node(kind: str, id_path: str = "", **facts: Any) -> Node:
    """A node without its empty facts."""
    identity = {"@id": absolute(id_path)} if id_path else {}
    return {"@type": kind} | identity | {name: fact for name, fact in facts.items() if fact}


def reference(id_path: str) -> Node:
    return {"@id": absolute(id_path)}


def page_node(kind: str, id_path: str, path: str, **facts: Any) -> Node:
    site = reference("/#website")
    return node(kind, id_path, url=absolute(path), inLanguage=LANGUAGE, isPartOf=site, **facts)


def website() -> Node:
    return node(
        "WebSite",
        "/#website",
        url=absolute("/"),
        name=settings.SITE_NAME,
        publisher=reference("/#organization"),
    )


def search_action() -> Node:
    target = absolute(f"{reverse('search')}?q={{words}}")
    return node("SearchAction", target=target) | {"query-input": "required name=words"}


def organization() -> Node:
    logo = absolute(static("img/favicon.svg"))
    return node(
        "Organization", "/#organization", name=settings.SITE_NAME, url=absolute("/"), logo=logo
    )


def frame(trail: Sequence[tuple[str, str]]) -> list[Node]:
    """What every page but the first has; the trail leads from the first page to this one."""
    steps = [
        node("ListItem", position=position, name=name, item=absolute(path))
        for position, (name, path) in enumerate([("Home", reverse("home")), *trail], start=1)
    ]
    return [website(), organization(), node("BreadcrumbList", itemListElement=steps)]


def item_list(named: Iterable[tuple[str, str]]) -> Node:
    """From pairs of name and path, in the order of the page."""
    items = [
        node("ListItem", position=position, name=name, url=absolute(path))
        for position, (name, path) in enumerate(named, start=1)
    ]
    return node("ItemList", itemListElement=items)


def collection(trail, named) -> list[Node]:
    name, path = trail[-1]
    page = page_node("CollectionPage", path, path, name=name, mainEntity=item_list(named))
    return [*frame(trail), page]


def quotes_page(kind: str, trail, quotes, **facts) -> Node:
    name, path = trail[-1]
    parts = [reference(quote.get_absolute_url()) for quote in quotes]
    return page_node(kind, path, path, name=name, hasPart=parts, **facts)


def nodes_of(quotes, known=()) -> list[Node]:
    """Quotes as a list shows them, and the muscles that they name beside the known ones."""
    named = {muscle.slug: muscle for quote in quotes for muscle in quote.named_muscles}
    new = [muscle for muscle in named.values() if muscle not in known]
    return [*map(listed_quotation, quotes), *map(muscle_node, new)]


def listed_quotation(quote) -> Node:
    """Outside its article only one paragraph is shown."""
    path = quote.article.get_absolute_url()
    article = node("Article", f"{path}#article", headline=quote.article.title, url=absolute(path))
    return quotation(quote, quote.named_muscles, richtext.plain_text(quote.shown), article)


def quotation(quote, muscles, text: str, article: Node) -> Node:
    return node(
        "Quotation",
        quote.get_absolute_url(),
        url=absolute(quote.permanent_path),
        name=quote.heading,
        text=text,
        creator=speaker(quote),
        about=list(map(named, muscles)),
        citation=quote.source,
        isPartOf=article,
    )


def named(muscle) -> Node:
    """A muscle that a quote names. In another role than the usual one, the role stands between.

    See https://schema.org/Role: the property of the role repeats that of the quotation.
    """
    about = reference(muscle_id(muscle))
    return node("Role", roleName=str(muscle.said), about=about) if muscle.said.unusual else about


def speaker(quote) -> Node:
    """The expert as the page names them: with what they were then, and so without an `@id`."""
    title, organisation = role(quote.affiliation, quote.expert)
    return node(
        "Person",
        name=quote.expert.name,
        url=absolute(quote.expert.get_absolute_url()),
        jobTitle=title,
        affiliation=organisation and node("Organization", name=organisation),
    )


def role(affiliation: str, expert) -> tuple[str, str]:
    """Title and organisation from their one line; a title known today may hold a comma."""
    if affiliation == expert.organisation:
        return "", affiliation
    if expert.title and affiliation.startswith(f"{expert.title}, "):
        return expert.title, affiliation.removeprefix(f"{expert.title}, ")
    title, _, organisation = affiliation.partition(", ")
    return title, organisation


def writer(author) -> Node:
    return node("Person", name=author.name, url=absolute(author.get_absolute_url()))


def muscle_id(muscle) -> str:
    return f"{muscle.get_absolute_url()}#muscle"


def muscle_node(muscle) -> Node:
    """Its name, and where the page is that says more."""
    url = absolute(muscle.get_absolute_url())
    return node("Muscle", muscle_id(muscle), name=muscle.name, url=url)


def image(photo) -> Node | None:
    picture = shared_picture(photo)
    return picture and node(
        "ImageObject",
        url=picture.url,
        width=picture.width,
        height=picture.height,
        caption=picture.text,
        creditText=photo.credit,
    )


def moment(value) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""
