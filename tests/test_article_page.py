"""What the page of an article shows, from the title to the links at its end."""

from datetime import UTC, date, datetime

import pytest

from articles.said import Said
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://runsite.example"


@pytest.fixture
def shown(read):
    """The page of an article, as a reader gets it."""
    return lambda article: read(article.get_absolute_url())


def by(name, article, **fields):
    return make_quote(article, expert=make_expert(name), **fields)


def facts(page):
    return [span.text for span in page.select(".facts span")]


class TestTheHead:
    def test_it_names_category_title_standfirst_author_and_dates(self, shown):
        article = make_article(
            title="What holds a runner up?",
            standfirst="We asked.",
            published_at=datetime(2025, 5, 12, 9, tzinfo=UTC),
            updated_on=date(2026, 3, 4),
        )
        page = shown(article)
        assert page.h1.text == "What holds a runner up?"
        assert page.select_one(".kind a")["href"] == "/articles/?category=running"
        assert page.select_one(".lede").text == "We asked."
        assert facts(page)[:3] == [
            "By Nora Whitlock",
            "Published 12 May 2025",
            "Updated on 4 March 2026",
        ]
        assert page.select_one(".facts a")["href"] == "/authors/nora-whitlock/"
        times = [time["datetime"] for time in page.select(".facts time")]
        assert times == ["2025-05-12T09:00:00+00:00", "2026-03-04"]

    def test_what_is_unknown_leaves_no_trace(self, shown):
        page = shown(make_article(category=None, standfirst="", question=""))
        assert not page.select(".kind, .lede")
        assert not any(fact.startswith("Updated") for fact in facts(page))
        assert "We asked:" not in page.text

    def test_reading_time_counts_introduction_quotes_and_closing(self, shown):
        article = make_article(introduction="<p>" + "word " * 230 + "</p>", closing="")
        assert "1 min read" in facts(shown(article))
        make_quote(article, body="<p>" + "word " * 230 + "</p>")
        assert "2 min read" in facts(shown(article))
        article.closing = "<p>One.</p>"
        article.save()
        assert "3 min read" in facts(shown(article))

    def test_experts_are_counted_once_each_and_nobody_is_not_counted(self, shown):
        article = make_article()
        ana = by("Ana", article).expert
        assert facts(shown(article))[-1] == "1 expert"
        make_quote(article, expert=ana)
        make_quote(article, expert=None)
        by("Ben", article)
        assert facts(shown(article))[-1] == "2 experts"

    def test_the_question_stands_above_the_contents(self, shown):
        assert "We asked: Why?" in shown(make_article(question="Why?")).text


class TestAtAGlance:
    @pytest.fixture
    def crowd(self, shown):
        article = make_article()
        by("Ana Berg", article, muscles=["calves", "glutes"])
        by("Ben Holm", article, muscles=["calves"])
        by("Cleo Diaz", article, muscles=["core", "calves"])
        by("Dev Rao", article, muscles=["glutes", "calves"])
        return shown(article)

    @pytest.fixture
    def quarrel(self, shown):
        article = make_article()
        treadmill = Said("not", "on a treadmill")
        by("Ana Berg", article, muscles={"calves": Said("helps"), "shins": treadmill})
        by("Ben Holm", article, muscles={"calves": Said("main", "uphill"), "shins": Said()})
        by("Cleo Diaz", article, muscles={"core": Said("not"), "calves": Said("helps", "uphill")})
        return shown(article)

    def test_each_mark_has_its_shape_its_word_and_its_condition(self, quarrel):
        cells = {
            row["data-muscle"]: [
                (" ".join(mark["class"]), cell.text)
                for cell in row.select("td")
                for mark in cell.select(".dot")
            ]
            for row in quarrel.select("table.grid tbody tr")
        }
        assert cells == {
            "calves": [
                ("dot helps", "Helps"),
                ("dot main", "Main uphill"),
                ("dot helps", "Helps uphill"),
            ],
            "shins": [("dot not", "Not worked on a treadmill"), ("dot main", "Main")],
            "core": [("dot not", "Not worked")],
        }

    def test_what_is_not_worked_shades_nothing_and_still_leads_to_the_words(self, quarrel):
        core = quarrel.select_one('.body [data-muscle="core"]')
        assert core["href"].endswith("?muscle=core#only")
        assert "level-" not in " ".join(core.get("class", []))
        assert core.select_one("title").text == "Core: 0 of 3"
        shins = quarrel.select_one('.body [data-muscle="shins"]')
        assert shins.select_one("title").text == "Shins: 1 of 3"

    def test_where_they_differ_is_said_with_names(self, quarrel):
        listed = quarrel.select_one("#differ").find_next("dl")
        assert [each.text for each in listed.select("dt, dd")] == [
            "Calves",
            "Ana Berg: helps",
            "Ben Holm: main, uphill",
            "Cleo Diaz: helps, uphill",
            "Shins",
            "Ana Berg: not worked on a treadmill",
            "Ben Holm: main",
        ]

    def test_where_nobody_differs_there_is_no_such_list(self, crowd):
        assert not crowd.select("#differ")

    def test_the_chips_of_a_section_say_an_unusual_role(self, quarrel):
        chips = [chip.text for chip in quarrel.select(".expert .chip")]
        assert sorted(chips[:2]) == ["Calves: helps", "Shins: not worked on a treadmill"]
        assert "Shins" in chips

    def test_a_sentence_says_where_all_agree(self, crowd):
        assert "All four experts name the calves. " in crowd.select_one(".glance .more").text

    def test_the_table_says_who_names_what(self, crowd):
        rows = [
            [cell.text for cell in row.select("th, td")] for row in crowd.select("table.grid tr")
        ]
        yes, no = "Main", "Not named"
        assert [cell.select_one(".hide").text for cell in crowd.select("thead th a")] == [
            "Ana Berg",
            "Ben Holm",
            "Cleo Diaz",
            "Dev Rao",
        ]
        assert rows[1:] == [
            ["Calves", yes, yes, yes, yes, "4"],
            ["Gluteals", yes, no, no, yes, "2"],
            ["Core", no, no, yes, no, "1"],
        ]

    def test_each_expert_of_the_table_leads_to_their_section(self, crowd):
        anchors = [a["href"] for a in crowd.select("thead a")]
        assert anchors == [
            f"#{section['id']}" for section in crowd.select("section.expert[id^=q-]")
        ]

    def test_the_key_spells_the_initials_out(self, crowd):
        assert "AB Ana Berg" in [span.text for span in crowd.select(".glance p.key span")]

    def test_the_key_leaves_out_who_stands_there_by_name(self, read):
        article = make_article()
        for name in ("Ana Ines Kern", "Ana Ivo Kern", "Ben Dov"):
            make_quote(article, expert=make_expert(name), muscles=["calves"])
        page = read(article.get_absolute_url())
        assert [span.text for span in page.select(".glance p.key span")] == ["BD Ben Dov"]

    def test_the_map_is_darker_where_more_experts_agree(self, crowd):
        areas = {a.title.text: a for a in crowd.select("svg.body :has(> title)")}
        assert areas["Calves: 4 of 4"]["class"] == ["level-4"]
        assert areas["Gluteals: 2 of 4"]["class"] == ["level-2"]
        assert "class" not in areas["Neck: 0 of 4"].attrs

    def test_map_and_table_lead_to_the_same_view_of_one_muscle(self, crowd):
        areas = {a["data-muscle"]: a["href"] for a in crowd.select("svg.body a")}
        rows = {row["data-muscle"]: row.th.a["href"] for row in crowd.select("tbody tr")}
        assert areas == rows
        assert rows["calves"].endswith("?muscle=calves#only")

    def test_from_six_experts_on_the_table_slides_and_can_be_reached_by_keyboard(self, shown):
        article = make_article()
        for name in ["A", "B", "C", "D", "E"]:
            by(name, article, muscles=["core"])
        assert "tabindex" not in shown(article).select_one(".scroll").attrs
        by("F", article, muscles=["core"])
        page = shown(article)
        assert page.select_one(".scroll")["tabindex"] == "0"
        assert "Slide for all 6 experts" in page.text

    def test_without_any_muscle_it_is_left_out(self, shown):
        assert not shown(make_quote().article).select(".glance, svg.body, table")


class TestContents:
    def test_they_lead_to_each_quote_and_each_closing_part(self, shown):
        article = make_article(closing="<h2>One &amp; two</h2><p>A</p><h2>Three</h2><p>B</p>")
        quote = by("Ana", article, heading="Springs, not engines")
        page = shown(article)
        found = [(a.span.find(string=True), a.small.text) for a in page.select(".toc a")]
        assert found == [
            ("Springs, not engines", "Ana"),
            ("One & two", "From the editor"),
            ("Three", "From the editor"),
        ]
        anchors = [a["href"] for a in page.select(".toc a")]
        assert anchors == [f"#q-{quote.pk}", "#closing-1", "#closing-2"]
        assert all(page.select(anchor) for anchor in anchors)

    def test_a_quote_without_a_heading_is_listed_by_its_expert(self, shown):
        page = shown(by("Ana", make_article(closing=""), heading="").article)
        assert [a.text for a in page.select(".toc a")] == ["Ana"]
        assert page.select_one("section.expert h2").text == "Ana"

    def test_without_quotes_and_headings_there_are_none(self, shown):
        page = shown(make_article(closing="<p>Only words.</p>"))
        assert not page.select(".toc")
        assert "Only words." in page.text


class TestClosing:
    def test_each_heading_opens_a_part(self, shown):
        closing = "<p>First.</p><h2>Then</h2><p>Second.</p><h3>Within</h3><p>Third.</p>"
        parts = shown(make_article(closing=closing)).select("section[id^=closing-]")
        assert [part.h2 and part.h2.text for part in parts] == [None, "Then"]
        assert parts[1].h3.text == "Within"
        assert "Third." in parts[1].text

    def test_none_leaves_no_trace(self, shown):
        assert "From the editor" not in shown(make_article(closing="")).text


class TestAQuote:
    def section(self, page, quote):
        return page.find(id=f"q-{quote.pk}")

    def test_it_says_who_as_what_and_in_which_words(self, shown):
        quote = by(
            "Imani Okoro",
            make_article(),
            heading="Springs",
            affiliation="Then a student",
            body="<p>Stand <em>up</em>.</p><p>Sit down.</p>",
        )
        section = self.section(shown(quote.article), quote)
        assert section.h2.text == "Springs"
        assert section.select_one(".who a")["href"] == quote.expert.get_absolute_url()
        assert "Then a student" in section.select_one(".who").text
        assert "Running coach" not in section.text
        assert str(section.blockquote.find("em")) == "<em>up</em>"
        assert len(section.blockquote.find_all("p")) == 2

    def test_quotes_stand_in_their_order(self, shown):
        article = make_article()
        last = make_quote(article, position=9)
        first = make_quote(article, position=2)
        ids = [section["id"] for section in shown(article).select("section.expert[id^=q-]")]
        assert ids == [f"q-{first.pk}", f"q-{last.pk}"]

    def test_a_quote_by_nobody_is_not_shown(self, shown):
        quote = make_quote(make_article(), expert=None)
        assert not self.section(shown(quote.article), quote)

    def test_its_muscles_stand_from_head_to_toe_and_lead_to_their_pages(self, shown):
        quote = make_quote(muscles=["calves", "neck"])
        chips = self.section(shown(quote.article), quote).select(".chips a")
        assert [a["href"] for a in chips] == ["/muscles/neck/", "/muscles/calves/"]

    def test_without_muscles_there_are_no_chips(self, shown):
        quote = make_quote()
        assert not self.section(shown(quote.article), quote).select(".chips")

    def test_permalink_and_citation_use_the_public_address(self, shown):
        article = make_article(
            title="What holds?", published_at=datetime(2025, 5, 12, 9, tzinfo=UTC)
        )
        quote = by("Ana", article)
        section = self.section(shown(article), quote)
        permalink = f"https://runsite.example/q/{quote.pk}/"
        assert section.find("a", string="Link to this quote")["href"] == permalink
        assert section.blockquote["cite"] == permalink
        assert section.select_one("details p").text == (
            f"Ana, quoted in “What holds?”, Runsite, 12 May 2025. {permalink}"
        )

    def test_a_citation_says_the_day_of_the_last_change(self, shown):
        quote = make_quote(make_article(updated_on=date(2026, 3, 4)))
        section = self.section(shown(quote.article), quote)
        assert "4 March 2026" in section.details.text

    def test_its_source_is_named_and_linked_where_it_is_an_address(self, shown):
        plain = make_quote(source="By e-mail, 2 April 2026")
        linked = make_quote(source="https://example.org/talk")
        section = self.section(shown(plain.article), plain)
        assert section.select_one(".tools span").text == "Source: By e-mail, 2 April 2026"
        section = self.section(shown(linked.article), linked)
        assert section.select_one(".tools span a")["href"] == "https://example.org/talk"
        quote = make_quote()
        assert "Source" not in self.section(shown(quote.article), quote).text


class TestPictures:
    def test_a_portrait_else_the_initials(self, shown):
        article = make_article()
        by("Imani Okoro", article)
        make_quote(article, expert=make_expert("Ben Holm", portrait=make_photo(width=640)))
        without, with_portrait = shown(article).select("section.expert .who")
        assert without.select_one(".face").text == "IO"
        assert with_portrait.img["alt"] == ""
        assert with_portrait.img["width"] == "640"

    def test_a_photo_has_its_three_texts_its_size_and_its_formats(self, shown):
        figure = shown(make_quote(photo=make_photo(width=640, height=480)).article).figure
        assert figure.img["alt"] == "A running track seen from above."
        assert (figure.img["width"], figure.img["height"]) == ("640", "480")
        assert [(s["type"], s["srcset"].split()[0][-9:]) for s in figure.select("source")] == [
            ("image/avif", "-480.avif"),
            ("image/webp", "-480.webp"),
        ]
        assert [span.text for span in figure.select("figcaption span")] == [
            "On a bend, each hip does different work.",
            "Photo: Ines Varga",
        ]

    def test_a_decorative_photo_has_an_empty_text(self, shown):
        photo = make_photo(alternative_text="", decorative=True)
        assert shown(make_quote(photo=photo).article).figure.img["alt"] == ""

    @pytest.mark.parametrize("texts", [{"caption": "A"}, {"credit": "A"}, {}])
    def test_a_text_that_it_lacks_leaves_no_gap(self, shown, texts):
        photo = make_photo(**{"caption": "", "credit": ""} | texts)
        captions = shown(make_quote(photo=photo).article).select("figcaption")
        assert [len(caption) for caption in captions] == [1] * len(texts)

    def test_without_its_file_the_texts_stand_alone(self, shown):
        page = shown(make_quote(photo=make_photo(image="")).article)
        assert not page.select("figure img, figure source")
        assert "Photo: Ines Varga" in page.figure.text

    def test_without_file_and_texts_there_is_no_figure(self, shown):
        photo = make_photo(image="", caption="", credit="")
        assert not shown(make_quote(photo=photo).article).figure

    def test_the_first_that_is_seen_loads_at_once_and_the_others_when_they_come_near(self, shown):
        article = make_article()
        for image in ["", None, None]:
            fields = {"image": image} if image == "" else {}
            make_quote(article, photo=make_photo(**fields))
        images = shown(article).select("figure img")
        assert [image.get("loading") for image in images] == [None, "lazy"]
