"""Each form says where its row is used, and what is used is not deleted."""

import pytest
from django.urls import reverse

from articles.models import (
    Expert,
)
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_quote,
)
from tests.merges.vocabulary import muscle, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def uses():
    article = make_article(title="Hills")
    expert = make_expert("Ana Berg")
    return [make_quote(article, expert=expert, heading=f"Use {n:02}") for n in range(25)]


@pytest.mark.parametrize("way", ["delete", "delete_selected"])
def test_a_delete_is_refused_with_the_uses_and_the_way_to_the_rest(admin, uses, way):
    expert = uses[0].expert
    url = reverse("admin:articles_expert_delete", args=[expert.pk])
    if way == "delete_selected":
        url = reverse("admin:articles_expert_changelist")
    typed = {"action": "delete_selected", "_selected_action": expert.pk, "post": "yes"}
    html = admin.post(url, typed).content.decode()
    assert html.count("Hills, Live since") == 20
    assert f"/admin/articles/quote/?expert={expert.slug}" in html
    assert (page("expert", expert) in html) == (way == "delete")
    assert Expert.objects.filter(pk=expert.pk).exists()


def test_only_who_may_merge_is_shown_that_way_out(client, uses):
    client.force_login(make_editor())
    expert = uses[0].expert
    html = client.get(reverse("admin:articles_expert_delete", args=[expert.pk])).content.decode()
    assert "Use 24" in html
    assert page("expert", expert) not in html


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
