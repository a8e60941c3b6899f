"""Two rows become one, and two again."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import get_commands
from django.urls import reverse

from articles.history.recording import record
from articles.merges import merge, obstacle, plan, undo
from articles.models import (
    Expert,
    FormerAddress,
    Merge,
    MuscleGroup,
    OtherName,
    Quote,
    Revision,
)
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_quote,
)

pytestmark = pytest.mark.django_db


def muscle(slug):
    return MuscleGroup.objects.get(slug=slug)


def muscles_of(quote):
    return {each.slug for each in Quote.objects.get(pk=quote.pk).named_muscles}


@pytest.fixture
def root():
    return make_administrator()


@pytest.fixture
def quotes():
    article = make_article()
    return [make_quote(article, muscles=each) for each in (["calves"], ["calves", "shins"])]


def test_quotes_names_and_addresses_follow_a_muscle_group(client, root, quotes):
    record(quotes[0].article_id)
    calves, names = muscle("calves"), muscle("calves").other_names.count()
    FormerAddress.objects.create(slug="lower-leg", muscle=calves)
    merge(calves, muscle("shins"), root)
    assert [muscles_of(quote) for quote in quotes] == [{"shins"}, {"shins"}]
    assert not MuscleGroup.objects.filter(slug="calves").exists()
    assert OtherName.objects.get(name="Calves").muscle == muscle("shins")
    assert muscle("shins").other_names.count() >= names
    for slug in ("calves", "lower-leg"):
        assert client.get(f"/muscles/{slug}/").url == "/muscles/shins/"
    assert client.get("/muscles/calves/feed/").url.endswith("/muscles/shins/feed/")
    assert client.get("/quotes/?muscle=calves").url == "/quotes/?muscle=shins"
    newest = Revision.objects.of(quotes[0].article_id).first()
    assert (newest.note, newest.by) == ("Merged Calves into Shins", "administrator")


def test_the_body_map_goes_on_without_the_group_that_went(client, root, quotes):
    merge(muscle("calves"), muscle("shins"), root)
    html = client.get(quotes[0].article.get_absolute_url()).content.decode()
    assert "Shins: 2 of 2" in html


def test_what_will_move_is_counted_before(quotes):
    lines = {line.what: line.number for line in plan(muscle("calves"), muscle("shins"))}
    assert lines["Quotes that name it"] == 2
    assert lines["Quotes that name both"] == 1
    assert lines["Articles that change"] == 1
    assert muscles_of(quotes[0]) == {"calves"}


@pytest.mark.parametrize(
    ("make", "use"),
    [
        (make_expert, lambda row: make_quote(expert=row)),
        (make_author, lambda row: make_article(author=row)),
        (make_category, lambda row: make_article(category=row)),
    ],
)
def test_people_and_categories_become_one_and_two_again(root, make, use):
    gone, kept = make("Ana Berg"), make("Anna Berg")
    used, pk = use(gone), gone.pk
    field = next(
        name for name in ("expert", "author", "category") if getattr(used, name, 0) == gone
    )
    done = merge(gone, kept, root)
    used.refresh_from_db()
    assert getattr(used, field) == kept
    undo(done, root)
    used.refresh_from_db()
    assert (getattr(used, field).pk, getattr(used, field).name) == (pk, "Ana Berg")


def test_a_merge_is_taken_back_whole(client, root, quotes):
    before = list(MuscleGroup.objects.values())
    names = set(OtherName.objects.values_list("name", "muscle"))
    done = merge(muscle("calves"), muscle("shins"), root)
    undo(done, root)
    assert list(MuscleGroup.objects.values()) == before
    assert set(OtherName.objects.values_list("name", "muscle")) == names
    assert [muscles_of(quote) for quote in quotes] == [{"calves"}, {"calves", "shins"}]
    assert client.get("/muscles/calves/").status_code == 200


def test_what_was_changed_since_stays(root, quotes):
    done = merge(muscle("calves"), muscle("shins"), root)
    quotes[0].muscles.set([muscle("core")])
    undo(done, root)
    assert muscles_of(quotes[0]) == {"core"}


def test_a_merge_whose_name_is_taken_can_not_be_taken_back(root):
    done = merge(make_expert("Ana Berg", slug="ana-berg"), make_expert("Bo Ek"), root)
    make_expert("Somebody", slug="ana-berg")
    assert "belongs to another one now" in obstacle(done)
    with pytest.raises(ValidationError):
        undo(done, root)


def test_a_merge_is_taken_back_once(root):
    done = merge(make_expert("Ana Berg"), make_expert("Bo Ek"), root)
    undo(done, root)
    assert obstacle(done) == "It was taken back already."


# --- The pages --------------------------------------------------------------------------------


@pytest.fixture
def admin(client, root):
    client.force_login(root)
    return client


def page(model, row):
    return reverse(f"admin:articles_{model}_merge", args=[row.pk])


def test_the_page_counts_first_and_merges_then(admin):
    gone, kept = make_expert("Ana Berg"), make_expert("Anna Berg")
    make_quote(expert=gone)
    url = page("expert", gone)
    assert "Anna Berg" in admin.get(url).content.decode()
    html = admin.get(f"{url}?into={kept.pk}").content.decode()
    assert "Nothing has moved yet" in html
    assert f"{page('expert', kept)}?into={gone.pk}" in html
    assert Expert.objects.filter(pk=gone.pk).exists()
    admin.post(url, {"into": kept.pk})
    assert not Expert.objects.filter(pk=gone.pk).exists()
    undo_page = reverse("admin:articles_merge_change", args=[Merge.objects.get().pk])
    assert "Nothing is changed yet" in admin.get(undo_page).content.decode()
    admin.post(undo_page)
    assert Expert.objects.filter(pk=gone.pk).exists()
    assert "taken back already" in admin.get(undo_page).content.decode()


@pytest.mark.parametrize("into", ["", "x", "²", "999999", "self"])
def test_a_choice_that_makes_no_sense_merges_nothing(admin, into):
    expert = make_expert()
    into = expert.pk if into == "self" else into
    assert admin.post(page("expert", expert), {"into": into}).status_code == 200
    assert Expert.objects.count() == 1


def test_only_admins_merge_and_take_back(client, root):
    done = merge(make_expert("Ana Berg"), make_expert("Bo Ek"), root)
    client.force_login(make_editor())
    rows = [
        ("expert", Expert.objects.get()),
        ("author", make_author()),
        ("category", make_category()),
    ]
    rows.append(("musclegroup", muscle("core")))
    urls = [*(page(*row) for row in rows), reverse("admin:articles_merge_change", args=[done.pk])]
    for url in urls:
        assert client.get(url).status_code == 403
        assert client.post(url, {"into": "1"}).status_code == 403


def test_taggits_own_tools_are_out_of_reach(admin):
    """They merge and delete tags whose rows are in use (taggit 6.1.0)."""
    assert (
        "merge_tags"
        not in admin.get(reverse("admin:articles_musclegroup_changelist")).content.decode()
    )
    assert admin.get("/admin/taggit/tag/").status_code == 404
    assert "remove_orphaned_tags" not in get_commands()


# --- Addresses and uses -----------------------------------------------------------------------


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


@pytest.mark.parametrize("model", ["expert", "author", "musclegroup", "category"])
def test_each_form_says_where_its_row_is_used(admin, quotes, model):
    rows = {
        "expert": quotes[0].expert, "author": quotes[0].article.author,
        "musclegroup": muscle("calves"), "category": quotes[0].article.category,
    }  # fmt: skip
    url = reverse(f"admin:articles_{model}_change", args=[rows[model].pk])
    html = admin.get(url).content.decode()
    assert "Used in" in html
    assert f"/admin/articles/article/{quotes[0].article_id}/change/" in html


def test_what_is_used_nowhere_says_so(admin):
    for model, row in (
        ("expert", make_expert()),
        ("author", make_author()),
        ("category", make_category()),
    ):
        html = admin.get(reverse(f"admin:articles_{model}_change", args=[row.pk])).content.decode()
        assert "Nothing yet. It can be deleted." in html
