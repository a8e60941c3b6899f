import pytest
from django.urls import reverse

from articles.models import Author, Expert
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_expert,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make_editor())


def add_expert(client, name, **fields):
    data = {"name": name, "slug": "new-expert", "another_person": "False"}
    return client.post(reverse("admin:articles_expert_add"), data | fields)


def page(response):
    return " ".join(response.content.decode().split())


def test_an_expert_with_a_new_name_is_added_at_once(client):
    make_expert("Callum Brodie")
    assert add_expert(client, "Priya Raghunath").status_code == 302
    assert Expert.objects.filter(name="Priya Raghunath").exists()


@pytest.mark.parametrize("portrait", ["abc", "1.5", "9" * 30, "\x00"])
def test_a_portrait_that_is_none_is_a_mistake_like_others(client, portrait):
    response = add_expert(client, "Ana Ruiz", portrait=portrait)
    assert 'id="id_portrait_error"' in page(response)
    assert 'value="Ana Ruiz"' in page(response)


def test_a_name_that_nearly_matches_asks_whether_it_is_the_same_person(client):
    known = make_expert("Tomás Verhale")
    answer = add_expert(client, "Tomas Verhaele")
    link = reverse("admin:articles_expert_change", args=[known.pk])
    assert f'Did you mean <a href="{link}">Tomás Verhale</a>?' in page(answer)
    assert 'type="checkbox" name="another_person"' in page(answer)
    assert Expert.objects.count() == 1


def test_the_question_is_answered_with_one_tick(client):
    make_expert("Tomás Verhale")
    assert add_expert(client, "Tomas Verhaele", another_person="on").status_code == 302
    assert Expert.objects.count() == 2


def test_nothing_is_asked_before_there_is_something_to_ask(client):
    answer = page(client.get(reverse("admin:articles_expert_add")))
    assert 'type="hidden" name="another_person"' in answer


def test_an_expert_whose_name_stays_is_saved_beside_a_namesake(client):
    make_expert("Tomás Verhale")
    expert = make_expert("Tomas Verhale")
    address = reverse("admin:articles_expert_change", args=[expert.pk])
    data = {"name": expert.name, "slug": expert.slug, "title": "Coach", "another_person": "False"}
    assert client.post(address, data).status_code == 302
    expert.refresh_from_db()
    assert expert.title == "Coach"


def test_a_name_is_shown_as_text_in_the_question(client):
    make_expert("<b>Tomás Verhale</b>")
    assert "&lt;b&gt;Tomás Verhale&lt;/b&gt;</a>" in page(add_expert(client, "b Tomás Verhale b"))


def test_the_list_counts_all_quotes_and_leads_to_them(client):
    expert = make_expert()
    make_quote(expert=expert)
    make_quote(make_article(live=False), expert=expert)
    link = f"{reverse('admin:articles_quote_changelist')}?expert={expert.slug}"
    answer = page(client.get(reverse("admin:articles_expert_changelist")))
    assert f'<a href="{link}">2</a>' in answer


def test_the_list_says_when_credentials_were_checked(client, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    make_expert(credentials_checked_on="2026-05-01")
    make_expert(credentials_checked_on="2025-05-01")
    make_expert()
    answer = page(client.get(reverse("admin:articles_expert_changelist")))
    assert ">1 May 2026</td>" in answer
    assert '<span class="warn">1 May 2025</span>' in answer
    assert ">Never</td>" in answer


def test_experts_are_found_by_what_they_lack(client):
    whole = {"biography": "B.", "portrait": make_photo(), "credentials_checked_on": "2999-01-01"}
    make_quote(expert=make_expert("Whole", **whole))
    make_expert("Unquoted", **whole)
    make_quote(expert=make_expert("Faceless", **whole | {"portrait": None}))
    make_quote(expert=make_expert("Silent", **whole | {"biography": ""}))
    make_quote(expert=make_expert("Unchecked", **whole | {"credentials_checked_on": None}))
    gaps = {
        "quote": "Unquoted",
        "portrait": "Faceless",
        "biography": "Silent",
        "credentials": "Unchecked",
    }
    for gap, name in gaps.items():
        address = reverse("admin:articles_expert_changelist")
        found = client.get(address, {"lacking": gap}).context["cl"].result_list
        assert [expert.name for expert in found] == [name]


def test_experts_are_found_without_regard_to_accents(client):
    make_expert("Tomás Verhale")
    make_expert("Callum Brodie")
    address = reverse("admin:articles_expert_changelist")
    found = client.get(address, {"q": "TOMAS"}).context["cl"].result_list
    assert [expert.name for expert in found] == ["Tomás Verhale"]


@pytest.mark.parametrize("right_path", ["delete", "action"])
def test_a_quoted_expert_stays_and_the_page_says_why(client, right_path):
    quote = make_quote(make_article(title="Hills"), expert=make_expert("Priya Raghunath"))
    expert = quote.expert
    if right_path == "delete":
        address = reverse("admin:articles_expert_delete", args=[expert.pk])
        answer = client.post(address, {"post": "yes"})
    else:
        address = reverse("admin:articles_expert_changelist")
        data = {"action": "delete_selected", "_selected_action": expert.pk, "post": "yes"}
        answer = client.post(address, data)
    assert "can’t be deleted while" in page(answer)
    assert quote.heading in page(answer)
    assert Expert.objects.filter(pk=expert.pk).exists()


def test_an_author_with_articles_stays(client):
    article = make_article(title="Hills")
    address = reverse("admin:articles_author_delete", args=[article.author.pk])
    answer = page(client.post(address, {"post": "yes"}))
    assert "can’t be deleted while" in answer
    assert "Hills" in answer
    assert Author.objects.exists()


def test_an_author_without_articles_is_deleted(client):
    author = make_author()
    address = reverse("admin:articles_author_delete", args=[author.pk])
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not Author.objects.exists()


def test_authors_are_counted_by_articles(client):
    make_article()
    make_article(live=False)
    answer = page(client.get(reverse("admin:articles_author_changelist")))
    assert '<td class="field-all_articles">2</td>' in answer


@pytest.mark.parametrize("live", [True, False])
def test_the_way_to_the_public_page_is_offered_when_there_is_one(client, live):
    quote = make_quote(make_article(live=live))
    for row in (quote.expert, quote.article.author):
        address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
        assert ("View on site" in page(client.get(address))) is live
