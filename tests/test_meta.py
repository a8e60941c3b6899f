"""What a page says of itself in its head: description, canonical address, cards, feeds."""

from datetime import date
from urllib.parse import urlsplit

import extruct
import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from lxml import html
from PIL import Image

from articles.meta import DESCRIPTION_LENGTH, Meta
from articles.paging import key_of
from tests.factories import (
    make_administrator,
    make_article,
    make_expert,
    make_photo,
    make_quote,
    make_upload,
    muscle_names,
)

pytestmark = pytest.mark.django_db
SITE = "https://runsite.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def head(client):
    """The head of the page at a path, asked for under another host."""

    def head(path):
        response = client.get(path, headers={"host": "localhost"})
        return html.fromstring(response.content.decode()).find("head")

    return head


@pytest.fixture
def open_graph(client):
    """The pairs of Open Graph, as an outside program reads them."""

    def open_graph(path):
        page = client.get(path).content.decode()
        [found] = extruct.extract(page, syntaxes=["opengraph"])["opengraph"]
        return found["properties"]

    return open_graph


def meta_of(head, name):
    return next(iter(head.xpath(f"meta[@name='{name}']/@content")), None)


def feeds_of(head):
    return head.xpath("link[@rel='alternate'][@type='application/atom+xml']/@href")


def test_the_description_is_plain_short_and_on_one_line(head):
    article = make_article(standfirst="We asked.\n\n" + "Many words follow here. " * 20)
    description = meta_of(head(article.get_absolute_url()), "description")
    assert description.startswith("We asked. Many words")
    assert description.endswith("…")
    assert len(description) <= DESCRIPTION_LENGTH


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"description": "For engines."}, "For engines."),
        ({}, "We put one question to several people."),
        ({"standfirst": ""}, "Ask a runner where it hurts."),
        ({"standfirst": "", "introduction": "", "title": "Only a title"}, "Only a title"),
    ],
)
def test_an_article_without_a_description_falls_back(head, fields, description):
    article = make_article(**fields)
    assert meta_of(head(article.get_absolute_url()), "description") == description


def test_an_expert_without_a_biography_is_described_by_what_they_do(head):
    expert = make_quote(expert=make_expert("Imani Okoro")).expert
    description = meta_of(head(expert.get_absolute_url()), "description")
    assert description == "Imani Okoro, Running coach, Northgate Track Club"


def test_a_filtered_article_names_the_whole_one_as_canonical(head):
    article = make_quote(muscles=["glutes"]).article
    path = article.get_absolute_url()
    canonical = head(f"{path}?muscle=glutes").xpath("link[@rel='canonical']/@href")
    assert canonical == [f"{SITE}{path}"]


def test_a_live_article_may_be_indexed_and_a_draft_may_not(client, head):
    assert meta_of(head(make_article().get_absolute_url()), "robots") is None
    client.force_login(make_administrator())
    draft = make_article(live=False)
    assert meta_of(head(draft.get_absolute_url()), "robots") == "noindex,follow"


def test_a_later_page_of_a_list_may_not_be_indexed(head):
    articles = [make_article() for _ in range(3)]
    later = key_of(articles[-1])
    assert meta_of(head("/articles/"), "robots") is None
    assert meta_of(head(f"/articles/?after={later}"), "robots") == "noindex,follow"


def test_an_article_is_one_in_open_graph(open_graph):
    article = make_quote(muscles=["glutes", "core"]).article
    article.updated_on = date(2026, 3, 4)
    article.save()
    path = article.get_absolute_url()
    found = open_graph(path)
    facts = dict(found)
    assert facts["og:title"] == article.title
    assert facts["og:type"] == "article"
    assert facts["og:url"] == f"{SITE}{path}"
    assert facts["og:site_name"] == "Runsite"
    assert facts["og:locale"] == "en_GB"
    assert facts["article:published_time"].startswith(str(article.published_at.date()))
    assert facts["article:modified_time"] == "2026-03-04"
    assert facts["article:author"] == f"{SITE}/authors/nora-whitlock/"
    assert facts["article:section"] == "Running"
    assert {value for name, value in found if name == "article:tag"} == set(
        muscle_names("glutes", "core")
    )


def test_people_are_profiles_and_lists_are_not(open_graph):
    quote = make_quote()
    assert dict(open_graph(quote.expert.get_absolute_url()))["og:type"] == "profile"
    assert dict(open_graph(quote.article.author.get_absolute_url()))["og:type"] == "profile"
    assert dict(open_graph("/experts/"))["og:type"] == "website"


def test_the_cover_is_shared_with_its_true_size_and_its_text(open_graph, head):
    cover = make_photo(
        image=make_upload(width=2000, height=1001), alternative_text="Runners at dawn."
    )
    article = make_article(cover=cover)
    make_quote(article, photo=make_photo(image=make_upload(colour=(0, 0, 0))))
    path = article.get_absolute_url()
    facts = dict(open_graph(path))
    assert facts["og:image"].startswith(f"{SITE}/media/photos/")
    name = urlsplit(facts["og:image"]).path.removeprefix("/media/")
    with default_storage.open(name) as file, Image.open(file) as picture:
        size = (int(facts["og:image:width"]), int(facts["og:image:height"]))
        assert picture.size == size == (1600, 801)
    assert facts["og:image:alt"] == "Runners at dawn."
    assert meta_of(head(path), "twitter:image:alt") == "Runners at dawn."
    assert meta_of(head(path), "twitter:card") == "summary_large_image"


def test_without_a_cover_the_first_photo_with_a_file_is_shared(open_graph):
    article = make_article(cover=make_photo(image="", alternative_text="Its file is missing."))
    make_quote(article, photo=make_photo(image="", alternative_text="Missing too."))
    make_quote(article, photo=make_photo(alternative_text="The second quote’s."))
    facts = dict(open_graph(article.get_absolute_url()))
    assert facts["og:image:alt"] == "The second quote’s."


def test_a_decorative_picture_is_shared_without_a_text(open_graph):
    article = make_article(cover=make_photo(alternative_text="", decorative=True))
    assert "og:image:alt" not in dict(open_graph(article.get_absolute_url()))


def test_without_any_photo_the_picture_of_the_house_is_shared(open_graph, head):
    path = make_article().get_absolute_url()
    facts = dict(open_graph(path))
    assert facts["og:image"] == f"{SITE}/static/img/share.png"
    with Image.open(finders.find("img/share.png")) as picture:
        assert picture.size == (int(facts["og:image:width"]), int(facts["og:image:height"]))
    assert meta_of(head(path), "twitter:card") == "summary"


def test_each_page_names_the_feed_of_the_site_and_its_own(head):
    expert = make_quote(muscles=["glutes"]).expert
    own = f"{expert.get_absolute_url()}feed/"
    assert feeds_of(head("/")) == ["/feed/"]
    assert feeds_of(head("/muscles/glutes/")) == ["/feed/", "/muscles/glutes/feed/"]
    assert feeds_of(head(expert.get_absolute_url())) == ["/feed/", own]


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028"])
def test_no_sign_that_could_end_a_script_is_left_in_it(sign):
    assert sign not in Meta(title="", description="", path="/", graph=[{"name": sign}]).json_ld
