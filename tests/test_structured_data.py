"""Read as an outside program reads it, and compared with what the page shows."""

import html
import json
import re
from datetime import date

import extruct
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, MuscleGroup, Quote
from articles.said import Said
from tests.factories import (
    make_article,
    make_author,
    make_expert,
    make_page,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db
SITE = "https://runsite.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def read(client):
    """The page at a path and its structured data, by a reader who asks another host."""

    def read(path):
        page = client.get(path, headers={"host": "localhost"}).content.decode()
        [data] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
        assert data["@context"] == "https://schema.org"
        return page, data["@graph"]

    return read


def of_type(graph, kind):
    return [node for node in graph if node["@type"] == kind]


def identities(graph):
    return {node["@id"] for node in graph if "@id" in node}


def references(value):
    """All `@id` that stand alone, wherever they stand."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for each in value.values():
            yield from references(each)
    if isinstance(value, list):
        for each in value:
            yield from references(each)


def text_of(page):
    """The words of a page as a person reads them."""
    body = re.sub(r"</?(em|strong|a)\b[^>]*>", "", page.partition("<body")[2])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def make_roundup():
    """Two experts who name three muscles, with an update and a photo."""
    article = make_article(updated_on=date(2026, 3, 4), author=make_author("Nora Whitlock"))
    make_quote(
        article,
        expert=make_expert("Imani Okoro", title="Physiotherapist", organisation="New Clinic"),
        affiliation="Physiotherapist, Old Clinic",
        body="<p>Glutes <em>push</em>.</p><p>Then hamstrings pull.</p>",
        source="By e-mail, 2 March 2026",
        muscles=["glutes", "hamstrings"],
        photo=make_photo(),
    )
    make_quote(article, expert=make_expert("Tomas Verhaele"), muscles=["calves"])
    return article


def test_an_article_has_one_graph_with_all_that_belongs_to_it(read):
    _, graph = read(make_roundup().get_absolute_url())
    assert [node["@type"] for node in graph] == [
        "WebSite",
        "Organization",
        "BreadcrumbList",
        "Article",
        *["Quotation"] * 2,
        *["Muscle"] * 3,
    ]


def test_an_article_says_who_wrote_it_and_when(read):
    article = make_roundup()
    _, graph = read(article.get_absolute_url())
    [node] = of_type(graph, "Article")
    assert node["headline"] == article.title
    assert node["description"] == article.standfirst
    assert node["author"] == {
        "@type": "Person",
        "name": "Nora Whitlock",
        "url": f"{SITE}/authors/nora-whitlock/",
    }
    assert node["datePublished"].startswith(str(timezone.localdate(article.published_at)))
    assert node["dateModified"] == "2026-03-04"
    assert node["articleSection"] == "Running"
    assert node["wordCount"] == Article.objects.for_list().get().all_words
    assert node["mainEntityOfPage"] == f"{SITE}{article.get_absolute_url()}"
    assert node["image"]["url"].startswith(f"{SITE}/media/photos/")
    assert node["image"]["caption"] == "A running track seen from above."


def test_a_role_stands_between_a_quotation_and_its_muscle_where_it_is_unusual(read):
    said = {"calves": Said("not", "on a treadmill"), "core": Said()}
    article = make_quote(muscles=said).article
    _, graph = read(article.get_absolute_url())
    core, calves = of_type(graph, "Quotation")[0]["about"]
    assert core == {"@id": f"{SITE}/muscles/core/#muscle"}
    assert calves == {
        "@type": "Role",
        "roleName": "not worked on a treadmill",
        "about": {"@id": f"{SITE}/muscles/calves/#muscle"},
    }


def test_the_abstract_of_an_article_is_the_sentence_at_a_glance(read):
    page, graph = read(make_roundup().get_absolute_url())
    [node] = of_type(graph, "Article")
    assert node["abstract"] in text_of(page)
    assert node["abstract"] == "The two experts name no muscle in common."


def test_every_quote_is_a_quotation_by_the_expert_as_they_were_then(read):
    article = make_roundup()
    quote = article.quotes.first()
    _, graph = read(article.get_absolute_url())
    node = of_type(graph, "Quotation")[0]
    assert node == {
        "@type": "Quotation",
        "@id": f"{SITE}/articles/{article.slug}/#q-{quote.pk}",
        "url": f"{SITE}/q/{quote.pk}/",
        "name": quote.heading,
        "text": "Glutes push.\nThen hamstrings pull.",
        "creator": {
            "@type": "Person",
            "name": "Imani Okoro",
            "url": f"{SITE}{quote.expert.get_absolute_url()}",
            "jobTitle": "Physiotherapist",
            "affiliation": {"@type": "Organization", "name": "Old Clinic"},
        },
        "about": [
            {"@id": f"{SITE}/muscles/glutes/#muscle"},
            {"@id": f"{SITE}/muscles/hamstrings/#muscle"},
        ],
        "citation": "By e-mail, 2 March 2026",
        "isPartOf": {"@id": f"{SITE}/articles/{article.slug}/#article"},
    }


@pytest.mark.parametrize(
    ("affiliation", "title", "organisation"),
    [
        ("Coach, Old Club, Ghent", "Coach", "Old Club, Ghent"),
        ("Director, Sports Medicine, New Clinic", "Director, Sports Medicine", "New Clinic"),
        ("New Clinic", None, "New Clinic"),
        ("Coach", "Coach", None),
        ("", None, None),
    ],
)
def test_one_line_is_parted_into_title_and_organisation(read, affiliation, title, organisation):
    expert = make_expert(title="Director, Sports Medicine", organisation="New Clinic")
    quote = make_quote(expert=expert, affiliation=affiliation)
    _, graph = read(quote.article.get_absolute_url())
    creator = of_type(graph, "Quotation")[0]["creator"]
    assert creator.get("jobTitle") == title
    assert creator.get("affiliation", {}).get("name") == organisation


def test_what_a_quotation_says_is_what_the_page_shows(read):
    page, graph = read(make_roundup().get_absolute_url())
    shown = text_of(page)
    for node in of_type(graph, "Quotation"):
        assert node["name"] in shown
        assert node["creator"]["name"] in shown
        assert all(line in shown for line in node["text"].splitlines())


def test_experts_are_never_authors_of_the_article(read):
    _, graph = read(make_roundup().get_absolute_url())
    [article] = of_type(graph, "Article")
    creators = {node["creator"]["name"] for node in of_type(graph, "Quotation")}
    assert creators == {"Imani Okoro", "Tomas Verhaele"}
    assert article["author"]["name"] not in creators
    assert "contributor" not in article


def test_a_filtered_article_lists_only_the_quotes_shown(read):
    article = make_roundup()
    shown, hidden = article.quotes.all()
    _, graph = read(f"{article.get_absolute_url()}?muscle=glutes")
    parts = of_type(graph, "Article")[0]["hasPart"]
    assert parts == [{"@id": f"{SITE}{shown.get_absolute_url()}"}]
    assert str(hidden.expert) not in json.dumps(of_type(graph, "Quotation"))


def test_a_quote_without_an_expert_is_not_there(read):
    article = make_quote().article
    Quote.objects.create(article=article, position=2, body="<p>Nobody said it.</p>")
    _, graph = read(article.get_absolute_url())
    assert len(of_type(graph, "Quotation")) == 1


def test_an_article_with_the_least_leaves_out_what_is_not_there(read):
    article = make_article(category=None, standfirst="", introduction="", closing="")
    _, graph = read(article.get_absolute_url())
    [node] = of_type(graph, "Article")
    absent = {"description", "image", "dateModified", "articleSection", "about", "hasPart"}
    assert not absent & set(node)


def test_the_trail_leads_from_the_first_page_to_this_one(read):
    article = make_roundup()
    _, graph = read(article.get_absolute_url())
    [trail] = of_type(graph, "BreadcrumbList")
    assert [
        (step["position"], step["name"], step["item"]) for step in trail["itemListElement"]
    ] == [
        (1, "Home", f"{SITE}/"),
        (2, "Articles", f"{SITE}/articles/"),
        (3, "Running", f"{SITE}/articles/?category=running"),
        (4, article.title, f"{SITE}{article.get_absolute_url()}"),
    ]


def test_a_muscle_page_is_about_the_muscle_and_quotes_what_it_shows(read):
    quote = make_quote(muscles=["glutes", "core"], body="<p>First.</p><p>Only in full.</p>")
    make_quote(muscles=["calves"])
    _, graph = read("/muscles/glutes/")
    [page] = of_type(graph, "CollectionPage")
    assert page["about"] == {"@id": f"{SITE}/muscles/glutes/#muscle"}
    muscle = next(node for node in graph if node.get("@id") == page["about"]["@id"])
    glutes = MuscleGroup.objects.get(slug="glutes")
    assert (muscle["name"], muscle["alternateName"]) == (glutes.name, glutes.latin_name)
    assert muscle["description"] == glutes.description
    [quotation] = of_type(graph, "Quotation")
    assert quotation["text"] == "First."
    assert quotation["isPartOf"]["headline"] == quote.article.title


def test_an_expert_page_is_the_profile_of_a_person(read):
    expert = make_expert(
        "Imani Okoro",
        biography="Runs.",
        website="https://imani.example/",
        portrait=make_photo(width=640),
    )
    make_quote(expert=expert, muscles=["glutes"])
    _, graph = read(expert.get_absolute_url())
    [page] = of_type(graph, "ProfilePage")
    [person] = of_type(graph, "Person")
    assert page["mainEntity"] == {"@id": person["@id"]}
    assert person["name"] == "Imani Okoro"
    assert person["jobTitle"] == "Running coach"
    assert person["affiliation"]["name"] == "Northgate Track Club"
    assert person["sameAs"] == "https://imani.example/"
    assert person["knowsAbout"] == [{"@id": f"{SITE}/muscles/glutes/#muscle"}]
    assert person["image"]["width"] == 640


def test_an_author_page_is_the_profile_of_the_author_with_their_articles(read):
    article = make_article(author=make_author("Nora Whitlock", biography="Writes."))
    _, graph = read(article.author.get_absolute_url())
    [page] = of_type(graph, "ProfilePage")
    assert page["mainEntity"]["name"] == "Nora Whitlock"
    assert page["mainEntity"]["description"] == "Writes."
    [items] = of_type(graph, "ItemList")
    assert [item["name"] for item in items["itemListElement"]] == [article.title]


@pytest.mark.parametrize("path", ["/articles/", "/experts/", "/muscles/"])
def test_a_list_names_what_it_shows_in_its_order(read, path):
    for _ in range(3):
        make_quote(muscles=["glutes"])
    page, graph = read(path)
    items = of_type(graph, "CollectionPage")[0]["mainEntity"]["itemListElement"]
    paths = [item["url"].removeprefix(SITE) for item in items]
    main = page.partition("<main")[2]
    places = [main.rindex(f'href="{path}"') for path in paths]
    assert places == sorted(places)
    assert len(paths) == len(set(paths)) >= 3


def test_home_lists_the_latest_articles(read):
    article = make_article()
    _, graph = read("/")
    [items] = of_type(graph, "ItemList")
    assert items["itemListElement"][0]["url"] == f"{SITE}{article.get_absolute_url()}"


def test_an_empty_site_has_structured_data_too(read):
    for path in ["/", "/articles/", "/experts/", "/muscles/glutes/"]:
        assert of_type(read(path)[1], "WebSite")


def test_a_simple_page_is_a_web_page(read):
    page = make_page(title="About")
    _, graph = read(page.get_absolute_url())
    assert of_type(graph, "WebPage")[0]["name"] == "About"


def test_every_reference_leads_to_a_node_of_the_same_page(read):
    article = make_roundup()
    expert = article.quotes.first().expert
    paths = [article.get_absolute_url(), expert.get_absolute_url(), "/muscles/glutes/", "/"]
    for path in [*paths, article.author.get_absolute_url(), "/articles/"]:
        _, graph = read(path)
        assert set(references(graph)) <= identities(graph)
        assert len(identities(graph)) == sum("@id" in node for node in graph)


def test_hostile_text_cannot_leave_the_script(read):
    hostile = "</script><script>alert(1)</script><!--"
    article = make_quote(heading=hostile).article
    Article.objects.update(title=hostile)
    page, graph = read(article.get_absolute_url())
    assert of_type(graph, "Article")[0]["headline"] == hostile
    assert of_type(graph, "Quotation")[0]["name"] == hostile
    assert "<script>alert" not in page
    assert "<!--" not in page


@pytest.mark.parametrize("path", ["/", "/articles/", "/muscles/glutes/", "/experts/"])
def test_more_rows_ask_the_database_nothing_more(client, django_assert_num_queries, path):
    make_quote(muscles=["glutes"])
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(5):
        make_quote(muscles=["glutes", "core"])
    with django_assert_num_queries(len(few)):
        client.get(path)
