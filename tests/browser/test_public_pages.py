"""Every public page as it looks: on each screen, in light and dark, printed, by keyboard."""

import pytest

from articles.models import RelatedLink
from tests import magazine
from tests.factories import make_article, make_expert, make_photo, make_quote

# The widths of the design.
WIDTHS = [320, 360, 768, 1280]
# What sticks out of the page, unless it scrolls within a box of its own.
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest(".scroll, .hide"))
      .map((e) => e.outerHTML.slice(0, 90)) : []"""
# What is hard to hit, but for links within a sentence and for shapes of the map, which the list
# or the table beside it repeats.
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((e) => e.checkVisibility() && !e.closest("svg, .skip"))
  .filter((e) => getComputedStyle(e).display != "inline"
    || e.textContent.trim() == e.parentElement.textContent.trim())
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width < 24 || box.height < 24)
  .map(([box, html]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
# The element with the focus; empty once the focus is back at the top.
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const mark = e.closest("svg") ? style.strokeWidth : style.outlineWidth;
  const marked = parseFloat(mark) >= 3 && (e.closest("svg") || style.outlineStyle == "solid");
  return e == document.body ? null : {html: e.outerHTML.slice(0, 90), seen: inView && !!marked};
}"""


@pytest.fixture
def addresses(live_server):
    return magazine.publish() | {"404": "/none/"}


def each(page, addresses, ask):
    """What `ask` found on each page, without the pages on which it found nothing."""
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = ask(page)
    return {name: problems for name, problems in found.items() if problems}


def visible(page, selector):
    return [
        each.evaluate("e => e.outerHTML.slice(0, 60)")
        for each in page.locator(selector).all()
        if each.is_visible()
    ]


def style(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(e, name) => getComputedStyle(e).getPropertyValue(name)", name
    )


def test_every_page_is_quiet_and_accessible_in_light_and_dark(page, addresses, axe):
    each(page, addresses, axe)


def test_what_folds_or_scrolls_on_a_phone_is_accessible_there(page, addresses, axe):
    page.set_viewport_size({"width": 320, "height": 800})
    for name in ("article_detail", "quote_list, filtered"):
        page.goto(addresses[name])
        axe(page)


def faults(page):
    """What sticks out or is hard to hit, by the width of the screen."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(TOO_WIDE) + page.evaluate(TOO_SMALL)
    return {width: problems for width, problems in found.items() if problems}


def test_each_screen_holds_every_page_and_all_is_large_enough_to_hit(page, addresses):
    assert each(page, addresses, faults) == {}


@pytest.fixture
def long_words(live_server):
    """Names, words and addresses that have no place to break, and more experts than fit."""
    word, address = "Featherstonehaugh" * 6, f"https://example.org/{'path' * 40}/"
    article = make_article(
        title=word, standfirst=word, question=word, introduction=f"<p>{word}</p>"
    )
    RelatedLink.objects.create(article=article, title=word, url=address)
    for number in range(9):
        make_quote(
            article,
            expert=make_expert(f"{word}{number}", slug=f"long-{number}", website=address),
            heading=word,
            body=f"<p>{word}</p>",
            affiliation=word,
            source=address,
            photo=make_photo(caption=word, credit=word) if number == 0 else None,
            muscles=["long-toe-flexors", "hip-flexors"],
        )
    own = {"article": article.get_absolute_url(), "expert": "/experts/long-0/"}
    site = {"home": "/", "quotes": "/quotes/", "muscle": "/muscles/hip-flexors/"}
    return own | site | {"search": f"/search/?q={word}", "nothing found": f"/search/?q={word}x"}


def test_long_words_break_and_do_not_widen_a_page(page, long_words):
    assert each(page, long_words, faults) == {}


def stops_without_a_mark(page):
    """Walks the page by the Tab key from top to bottom."""
    stops = []
    for _ in range(300):
        page.keyboard.press("Tab")
        if not (stop := page.evaluate(FOCUSED)):
            break
        stops.append(stop)
    assert len(stops) > 8
    return [stop["html"] for stop in stops if not stop["seen"]]


def test_the_focus_is_always_seen(page, addresses):
    page.emulate_media(reduced_motion="reduce")
    assert each(page, addresses, stops_without_a_mark) == {}


def test_on_paper_there_is_nothing_to_click(page, addresses):
    page.emulate_media(media="print")
    for_screens = ".menu, form, .fold, .toc:not(.found), .tools, .pages, .related, .skip"
    assert each(page, addresses, lambda page: visible(page, for_screens)) == {}


def test_on_paper_an_article_is_whole_and_dark_on_white(page, addresses):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(addresses["article_detail"])
    assert len(visible(page, "h1, .glance .map, table.grid, .said")) == 10
    assert style(page, "html", "background-color") == "rgb(255, 255, 255)"
    assert style(page, "h1", "color") == "rgb(22, 24, 29)"


def test_in_forced_colours_the_map_still_tells_more_from_less(page, addresses):
    page.emulate_media(forced_colors="active")
    page.goto(addresses["article_detail, one muscle"])
    plain, some, many = (
        style(page, f"svg.body {area}", "fill")
        for area in ("g:has(> title)", "[data-muscle='calves']", "[data-muscle='glutes']")
    )
    assert len({plain, some, many}) == 3
    assert style(page, "svg.body a[aria-current]", "stroke-dasharray") == "12px, 6px"
    assert style(page, "tr[aria-current]", "outline-style") == "solid"
    assert style(page, ".dot.main", "border-top-style") == "solid"


@pytest.mark.parametrize(
    ("preference", "scrolling", "seconds"),
    [("no-preference", "smooth", "0.15s"), ("reduce", "auto", "0s")],
)
def test_nothing_moves_for_those_who_asked_for_it(page, addresses, preference, scrolling, seconds):
    page.emulate_media(reduced_motion=preference)
    page.goto(addresses["article_detail"])
    assert style(page, "html", "scroll-behavior") == scrolling
    calves = "svg.body a[data-muscle='calves']"
    page.locator(f"{calves} path").first.hover()
    assert style(page, calves, "transition-duration").split(", ")[0] == seconds
