"""A changed address goes on leading to the thing."""

import pytest
from django.urls import reverse

from articles.merges import merge
from articles.models import (
    Expert,
    FormerAddress,
    OtherName,
)
from articles.undoing import undo
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_expert,
    make_quote,
)
from tests.merges.vocabulary import muscle

pytestmark = pytest.mark.django_db


def test_a_renamed_muscle_group_keeps_its_old_address(admin, client, quotes):
    calves = muscle("calves")
    url = reverse("admin:articles_musclegroup_change", args=[calves.pk])
    typed = {
        "name": "Lower leg", "slug": "lower-leg", "latin_name": "x", "description": "x",
        "region": calves.region, "position": calves.position,
        "other_names-TOTAL_FORMS": "0", "other_names-INITIAL_FORMS": "0",
    }  # fmt: skip
    html = admin.post(url, typed, follow=True).content.decode()
    assert "The old address /muscles/calves/ leads here." in html
    assert "“Calves” is another name of it now." in html
    assert OtherName.objects.get(name="Calves").muscle == calves
    assert client.get("/muscles/calves/").url == "/muscles/lower-leg/"
    assert "lower-leg" in client.get("/muscles/lower-leg/").content.decode()
    assert 'aria-current="true"' in client.get("/muscles/lower-leg/").content.decode()


@pytest.mark.parametrize(
    ("model", "make", "path"),
    [
        ("expert", lambda: make_quote().expert, "/experts/"),
        ("author", lambda: make_article().author, "/authors/"),
    ],
)
def test_a_renamed_person_keeps_the_old_address_without_a_chain(client, root, model, make, path):
    row = make()
    first = row.slug
    client.force_login(root)
    for slug in ("second", "third"):
        url = reverse(f"admin:articles_{model}_change", args=[row.pk])
        typed = {"name": row.name, "slug": slug, "biography": "", "title": "", "organisation": ""}
        client.post(url, typed)
    row.refresh_from_db()
    assert row.slug == "third"
    client.logout()
    assert {client.get(f"{path}{old}/").url for old in (first, "second")} == {f"{path}third/"}


def test_an_old_address_taken_by_something_new_belongs_to_it(client):
    row = make_quote(expert=make_expert(slug="now")).expert
    FormerAddress.objects.create(slug="once", expert=row)
    other = make_quote(expert=make_expert("Other", slug="once")).expert
    response = client.get("/experts/once/")
    assert (response.status_code, other.name in response.content.decode()) == (200, True)


def test_a_new_row_takes_an_old_address_for_good(admin):
    row = make_expert(slug="now")
    FormerAddress.objects.create(slug="once", expert=row)
    admin.post(reverse("admin:articles_expert_add"), {"name": "Bo Ek", "slug": "once"})
    assert Expert.objects.filter(slug="once").exists()
    assert not FormerAddress.objects.exists()


def test_the_message_names_the_old_address_whatever_it_is(admin):
    row = make_author(name="Author")
    url = reverse("admin:articles_author_change", args=[row.pk])
    html = admin.post(url, {"name": "Bo Ek", "slug": "bo-ek"}, follow=True).content.decode()
    assert "The old address /authors/author/ leads here." in html


def test_the_address_of_a_merged_category_leads_on(client, root):
    first, second, third = make_category("A"), make_category("B"), make_category("C")
    make_article(category=third)
    merge(first, second, root)
    done = merge(second, third, root)
    assert client.get("/articles/?category=a").url == "/articles/?category=c"
    undo(done, root)
    assert client.get("/articles/?category=b").url == "/articles/"
