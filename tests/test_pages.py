"""What holds for every public page."""

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup

from articles.urls import urlpatterns
from tests import magazine

pytestmark = pytest.mark.django_db
SITE = "https://runsite.example"
# They lead elsewhere, or are read by machines.
NO_PAGES = set(
    "quote_detail article_feed muscle_feed expert_feed sitemap sitemap_part robots favicon healthz "
    "preview sign_off quote_citation".split()
)


class Answer:
    """A page as it was sent, and as a browser reads it."""

    def __init__(self, address, response):
        self.address = address
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.content.decode()
        self.page = BeautifulSoup(self.text, "html5lib")


@pytest.fixture(scope="module")
def rendered():
    return {}


@pytest.fixture
def answers(rendered, client, settings):
    """Every page by name, rendered once for all tests of this file."""
    settings.SITE_URL = SITE
    if not rendered:
        addresses = magazine.publish() | {"404": "/none/"}
        rendered |= {name: Answer(each, client.get(each)) for name, each in addresses.items()}
    return rendered


@pytest.fixture
def pages(answers):
    return {name: answer.page for name, answer in answers.items()}


def test_no_page_is_forgotten(answers):
    assert {name.partition(",")[0] for name in answers} == {
        "404",
        *({pattern.name for pattern in urlpatterns} - NO_PAGES),
    }
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(
        answers, 200
    ) | {"404": 404}


def test_the_html_is_valid(answers):
    for answer in answers.values():
        html5lib.HTMLParser(strict=True).parse(answer.text)


def test_one_h1_and_no_heading_skips_a_level(pages):
    for name, page in pages.items():
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        steps = pairwise(levels)
        assert all(deeper <= before + 1 for before, deeper in steps), (name, levels)


def test_no_heading_is_empty(pages):
    for name, page in pages.items():
        assert all(heading.text.strip() for heading in page.select("h1, h2, h3, h4")), name


def test_the_language_is_declared(pages):
    assert {page.html["lang"] for page in pages.values()} == {"en-GB"}


def test_the_first_link_skips_to_the_content(pages):
    for name, page in pages.items():
        link = page.find("a")
        assert (link.text, link["href"]) == ("Skip to content", "#main"), name
        assert page.find(id="main").name == "main", name


def test_landmarks_of_one_kind_have_names(pages):
    for name, page in pages.items():
        menus = page.select("nav, aside, [role=region]")
        labels = [menu.get("aria-label") or menu.get("aria-labelledby") for menu in menus]
        assert all(labels), name
        assert len(labels) == len(set(labels)), (name, labels)


def test_no_id_stands_twice_and_every_reference_leads_somewhere(pages):
    for name, page in pages.items():
        ids = Counter(element["id"] for element in page.select("[id]"))
        assert set(ids.values()) <= {1}, (name, ids.most_common(3))
        named = [element["aria-labelledby"] for element in page.select("[aria-labelledby]")]
        named += [label["for"] for label in page.select("label[for]")]
        named += [link["href"][1:] for link in page.select("[href^='#']")]
        assert set(named) <= set(ids), name


def test_titles_and_descriptions_are_the_pages_own(answers):
    """A view of the same thing, with the same canonical address, may share them."""
    for find in [
        lambda page: page.title.text,
        lambda page: page.find("meta", attrs={"name": "description"})["content"],
    ]:
        found = {
            answer.page.find("link", rel="canonical")["href"]: find(answer.page)
            for name, answer in answers.items()
            if name != "404" and "filtered" not in name and "nothing" not in name
        }
        assert all(text.strip() for text in found.values())
        twice = [text for text, count in Counter(found.values()).items() if count > 1]
        assert not twice


def test_the_canonical_address_is_public_and_without_filters(answers):
    for name, answer in answers.items():
        if name == "404":
            continue
        canonical = answer.page.find("link", rel="canonical")["href"]
        keeps_query = name == "article_list, a category"
        path = answer.address if keeps_query else answer.address.partition("?")[0]
        assert canonical == f"{SITE}{path}", name


def test_no_style_and_no_script_stands_within_a_page(pages):
    for name, page in pages.items():
        assert not page.select("[style], style"), name
        handlers = [key for tag in page.find_all(True) for key in tag.attrs if key.startswith("on")]
        assert not handlers, name
        inline = page.select("script:not([src]):not([type='application/ld+json'])")
        assert not inline, name


def test_the_strict_policy_goes_with_every_page(answers):
    for name, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'"), name
        assert "unsafe" not in policy, name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name


def test_nothing_is_loaded_from_another_host(pages):
    for name, page in pages.items():
        loaded = [tag["src"] for tag in page.select("[src]")]
        loaded += [tag["srcset"] for tag in page.select("[srcset]")]
        loaded += [tag["href"] for tag in page.select("link[rel=stylesheet], link[rel=icon]")]
        assert all(address.startswith("/") for address in loaded), name


def test_every_picture_says_its_size_and_has_its_text(pages):
    images = [image for page in pages.values() for image in page.select("img")]
    assert images
    assert all(int(image["width"]) and int(image["height"]) for image in images)
    assert all("alt" in image.attrs for image in images)


def test_no_page_depends_on_a_cookie(answers):
    for name, answer in answers.items():
        assert "Set-Cookie" not in answer.headers, name
        assert "Cookie" not in answer.headers.get("Vary", ""), name


def test_the_menu_says_where_the_reader_is(pages):
    def here(name):
        return [
            (link.text, link["aria-current"])
            for link in pages[name].select("header nav [aria-current]")
        ]

    assert here("home") == []
    assert here("muscle_list") == [("Muscles", "page")]
    assert here("muscle_detail") == [("Muscles", "true")]
    assert here("article_detail") == [("Articles", "true")]


def test_every_link_within_the_site_leads_straight_to_a_page(client):
    """From page to page, and to the anchors on them; only `/q/<id>/` leads on."""
    seen, anchors, waiting = {}, set(), list(magazine.publish().values())
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = client.get(address)
        assert response.status_code == (302 if re.fullmatch(r"/q/\d+/", address) else 200), address
        seen[address] = BeautifulSoup(response.content, "lxml")
        for path, anchor in links_within_the_site(seen[address], address):
            waiting.append(path)
            anchors |= {(path, anchor)} if anchor else set()
    assert len(seen) > 20
    assert not [f"{path}#{anchor}" for path, anchor in anchors if not seen[path].find(id=anchor)]


def links_within_the_site(page, address):
    """But for the explorer, which has more views than a test can walk."""
    for link in page.select("body a[href]"):
        parts = urlsplit(urljoin(f"http://localhost{address}", link["href"]))
        if parts.hostname == "localhost" and not parts.path.startswith("/quotes/"):
            yield f"{parts.path}?{parts.query}".removesuffix("?"), parts.fragment


def test_every_page_may_be_kept_by_caches(answers):
    for name, answer in answers.items():
        control = answer.headers.get("Cache-Control", "")
        assert control.startswith("public, max-age=0, s-maxage=1" if name != "404" else ""), name


@pytest.mark.parametrize(
    "address", ["/", "/muscles/", "/search/?q=x", "/feed/", "/sitemap.xml", "/robots.txt"]
)
def test_what_was_asked_for_with_a_cookie_is_not_kept(client, address):
    assert "public" in client.get(address).headers["Cache-Control"]
    client.cookies["visited"] = "1"
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"
