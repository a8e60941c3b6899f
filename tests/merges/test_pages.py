"""The pages on which rows are merged and merges taken back, and who may see them."""

import pytest
from django.core.management import get_commands
from django.urls import reverse

from articles.merges import merge
from articles.models import (
    Expert,
    Merge,
)
from tests.factories import (
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_quote,
)
from tests.merges.vocabulary import muscle, page

pytestmark = pytest.mark.django_db


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
    html = admin.post(page("expert", expert), {"into": into}).content.decode()
    assert "Choose first what it is merged into" in html
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
