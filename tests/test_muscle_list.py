"""The index of muscles."""

import pytest

from articles.models import MuscleGroup, OtherName
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db


def entries(page):
    """Address → the words under the name."""
    return {dt.a["href"]: dt.find_next("dd").text for dt in page.select("dl dt")}


def test_all_stand_there_by_region_from_head_to_toe(read):
    page = read("/muscles/")
    assert [h2.text for h2 in page.select("main h2")] == list(MuscleGroup.Region.labels)
    named = [dt.text for dt in page.select("dl dt")]
    assert named == [muscle.name for muscle in MuscleGroup.objects.order_by("position")]
    assert len(named) == 21


def test_a_group_that_an_admin_adds_is_counted_and_listed(read):
    MuscleGroup.objects.create(name="Jaw", slug="jaw", region="trunk", position=99)
    page = read("/muscles/")
    assert "22 groups" in page.text
    assert [dt.text for dt in page.select("dl")[0].select("dt")][-1] == "Jaw"
    assert len(page.select("main h2")) == 4


def test_each_says_what_readers_call_it_and_how_many_quotes_they_can_see(read):
    make_quote(muscles=["glutes"])
    make_quote(muscles=["glutes", "core"])
    make_quote(make_article(live=False), muscles=["core"])
    found = entries(read("/muscles/"))
    glutes = MuscleGroup.objects.get(slug="glutes")
    assert found["/muscles/glutes/"] == f"{glutes.everyday_names}. 2 quotes"
    assert found["/muscles/core/"].endswith(". 1 quote")
    assert found["/muscles/neck/"].endswith("0 quotes")


def test_without_an_everyday_name_the_count_stands_alone(read):
    OtherName.objects.filter(muscle__slug="core").delete()
    assert entries(read("/muscles/"))["/muscles/core/"] == "0 quotes"


def test_the_map_leads_to_those_that_somebody_speaks_about(read):
    make_quote(muscles=["glutes"])
    areas = [a.get("href") for a in read("/muscles/").select("svg.body :has(> title)")]
    assert len(areas) == 21
    assert list(filter(None, areas)) == ["/muscles/glutes/"]


@pytest.mark.parametrize("rows", [3, 30])
def test_three_queries_however_many_rows(client, django_assert_max_num_queries, rows):
    for _ in range(rows):
        make_quote(muscles=["calves", "glutes"])
    with django_assert_max_num_queries(3):
        client.get("/muscles/")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post("/muscles/").status_code == 405
