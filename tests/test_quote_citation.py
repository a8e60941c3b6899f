"""One quote as a reference, in each format, by link."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://runsite.example"


@pytest.fixture
def quote():
    article = make_article(
        title="Hips & knees: 100 % of {both}?",
        published_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        updated_on=date(2026, 5, 12),
    )
    expert = make_expert("María da Silva")
    return make_quote(article, expert=expert, heading="Push_from\\behind")


def text(client, quote, file_format):
    response = client.get(f"/q/{quote.pk}/cite.{file_format}")
    assert response.status_code == 200
    assert f'filename="quote-{quote.pk}.{file_format}"' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def test_plain_text_has_the_date_of_the_version(client, quote):
    assert text(client, quote, "txt") == (
        "María da Silva, quoted in “Hips & knees: 100 % of {both}?”, Runsite, 12 May 2026. "
        f"https://runsite.example/q/{quote.pk}/\n"
    )


def test_bibtex_escapes_its_signs(client, quote):
    assert text(client, quote, "bib") == (
        f"@incollection{{quote{quote.pk},\n"
        "  author = {{María da Silva}},\n"
        "  title = {Push\\_from\\textbackslash{}behind},\n"
        "  booktitle = {Hips \\& knees: 100 \\% of \\{both\\}?},\n"
        "  publisher = {Runsite},\n"
        "  year = {2026},\n"
        "  date = {2026-05-12},\n"
        f"  url = {{https://runsite.example/q/{quote.pk}/}},\n"
        "  note = {Quotation},\n"
        "}\n"
    )


def test_ris_has_a_tag_a_line(client, quote):
    lines = text(client, quote, "ris").split("\r\n")
    assert lines[:2] == ["TY  - ELEC", "AU  - María da Silva"]
    assert "DA  - 2026/05/12" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_csl_json_is_read_by_programs(client, quote):
    [item] = json.loads(text(client, quote, "json"))
    assert item["author"] == [{"literal": "María da Silva"}]
    assert item["issued"] == {"date-parts": [[2026, 5, 12]]}
    assert item["URL"] == f"https://runsite.example/q/{quote.pk}/"


def test_a_line_break_in_a_name_breaks_no_line(client, quote):
    quote.heading = "One\nER  - two"
    quote.save()
    assert "TI  - One ER - two" in text(client, quote, "ris")


def test_what_readers_cannot_see_has_no_reference(client):
    later = timezone.now() + timedelta(hours=1)
    for hidden in (
        make_quote(make_article(live=False)),
        make_quote(make_article(published_at=later)),
        make_quote(expert=None),
    ):
        assert client.get(f"/q/{hidden.pk}/cite.txt").status_code == 404


@pytest.mark.parametrize("end", ["cite.pdf", "cite.", "cite", "cite.TXT"])
def test_a_format_that_does_not_exist_is_not_found(client, quote, end):
    assert client.get(f"/q/{quote.pk}/{end}").status_code == 404


def test_the_page_links_to_each_format(read, client, quote):
    page = read(quote.article.get_absolute_url())
    links = page.select(".tools details a")
    assert [a.text for a in links] == ["Plain text", "BibTeX", "RIS", "CSL-JSON"]
    assert all(client.get(a["href"]).status_code == 200 for a in links)
