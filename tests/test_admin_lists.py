"""Lists of the admin: what they show, how they are narrowed, what they cost."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from articles.admin import facets
from articles.models import Quote
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_page,
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def listed(client, model, **chosen):
    name = f"admin:articles_{model}_changelist"
    return client.get(f"{reverse(name)}?{urlencode(chosen)}")


def rows(client, model, **chosen):
    return [str(row) for row in listed(client, model, **chosen).context["cl"].result_list]


def text(response):
    return " ".join(response.content.decode().split())


def facet(response, parameter):
    """What a filter offers: each label with its count."""
    specs = response.context["cl"].filter_specs
    chosen = next(spec for spec in specs if spec.parameter == parameter)
    return {choice["label"]: choice["total"] for choice in chosen.choices(response.context["cl"])}


class TestArticles:
    def test_the_state_is_said_in_words(self, client, time_machine):
        time_machine.move_to("2026-05-26 10:00 +0000")
        make_article(live=False)
        make_article(published_at=timezone.now() + timedelta(days=1))
        make_article(published_at=timezone.now() - timedelta(days=1))
        page = text(listed(client, "article"))
        assert ">Draft</td>" in page
        assert ">Scheduled for 27 May 2026, 10:00</td>" in page
        assert ">Live since 25 May 2026</td>" in page

    def test_drafts_come_first_then_the_newest(self, client):
        now = timezone.now()
        make_article(title="Old", published_at=now - timedelta(days=9))
        make_article(title="Draft", live=False)
        make_article(title="Soon", published_at=now + timedelta(days=9))
        assert rows(client, "article") == ["Draft", "Soon", "Old"]

    def test_the_filter_by_state_shows_one_state(self, client):
        make_article(title="Draft", live=False)
        make_article(title="Soon", published_at=timezone.now() + timedelta(days=9))
        make_article(title="Live")
        for state, title in [("draft", "Draft"), ("scheduled", "Soon"), ("live", "Live")]:
            assert rows(client, "article", state=state) == [title]

    def test_the_filter_by_what_is_lacking_finds_each_gap(self, client):
        whole = {"muscles": ["calves"]}
        make_quote(make_article(title="Whole"), photo=make_photo(), **whole)
        make_article(title="No quote")
        make_quote(make_article(title="No author", live=False, author=None), **whole)
        make_quote(make_article(title="No expert"), expert=None, **whole)
        make_quote(make_article(title="No muscle"))
        make_quote(make_article(title="No credit"), photo=make_photo(credit=""), **whole)
        make_quote(make_article(title="No cover credit", cover=make_photo(credit="")), **whole)
        make_quote(make_article(title="No picture"), photo=make_photo(image=""), **whole)
        decorative = make_photo(alternative_text="", decorative=True)
        make_quote(make_article(title="Undescribed"), photo=decorative, **whole)
        gaps = {
            "author": {"No author"},
            "expert": {"No expert", "No quote"},
            "muscle": {"No muscle"},
            "credit": {"No credit", "No cover credit"},
            "picture": {"No picture"},
            "alt": {"Undescribed"},
        }
        for gap, titles in gaps.items():
            assert set(rows(client, "article", lacking=gap)) == titles
        assert "Whole" not in rows(client, "article", lacking="any")
        assert "Undescribed" not in rows(client, "article", lacking="any")

    def test_a_quote_that_names_no_muscle_on_purpose_lacks_none(self, client):
        make_quote(none_named=True)
        assert rows(client, "article", lacking="muscle") == []

    def test_the_filter_by_category_keeps_that_category(self, client):
        make_article(title="On running")
        make_article(title="On rowing", category=make_category("Rowing"))
        assert rows(client, "article", category="rowing") == ["On rowing"]

    @pytest.mark.parametrize(
        "words", ["épaules", "EPAULES", "hills epau", "Tomás", "verhale tomas"]
    )
    def test_search_finds_titles_and_experts_without_regard_to_case_and_accents(
        self, client, words
    ):
        make_article(title="Another")
        found = make_article(title="Hills and épaules")
        make_quote(found, expert=make_expert("Tomás Verhale"))
        make_quote(found, expert=make_expert("Tomás Verhale"))
        assert rows(client, "article", q=words) == ["Hills and épaules"]


class TestQuotes:
    def test_all_quotes_on_a_muscle_by_an_expert(self, client):
        priya = make_expert("Priya Raghunath")
        make_quote(expert=priya, heading="Wanted", muscles=["hamstrings", "calves"])
        make_quote(expert=priya, heading="Other muscle", muscles=["calves"])
        make_quote(heading="Other expert", muscles=["hamstrings"])
        chosen = {"expert": priya.slug, "muscle": "hamstrings"}
        assert rows(client, "quote", **chosen) == ["Wanted"]

    def test_the_sentence_says_what_is_shown_and_takes_each_part_off(self, client):
        priya = make_expert("Priya Raghunath")
        make_quote(expert=priya, muscles=["hamstrings"])
        response = listed(client, "quote", expert=priya.slug, muscle="hamstrings")
        sentence = text(response).split('<p class="chosen">')[1].split("</p>")[0]
        assert sentence.startswith(" 1 quote by ")
        assert '<a href="?muscle=hamstrings"><span class="visually-hidden">' in sentence
        assert "Priya Raghunath</a> on <a" in sentence
        assert f'<a href="?expert={priya.slug}">' in sentence

    def test_counts_beside_the_choices_take_the_other_filters_into_account(self, client):
        priya = make_expert("Priya Raghunath")
        make_quote(expert=priya, muscles=["hamstrings", "calves"])
        make_quote(expert=priya, muscles=["calves"])
        make_quote(expert=make_expert("Callum Brodie"), muscles=["glutes"])
        response = listed(client, "quote", expert=priya.slug)
        assert facet(response, "muscle") == {"All": 2, "Hamstrings": 1, "Calves": 2}
        assert facet(response, "expert") == {"All": 3, "Priya Raghunath": 2, "Callum Brodie": 1}

    def test_of_very_many_experts_those_with_most_are_offered(self, client, monkeypatch):
        monkeypatch.setattr(facets, "MOST_CHOICES", 2)
        monkeypatch.setattr(facets.Facet, "few", 2)
        for name, quotes in [("Ana", 2), ("Ben", 1), ("Cleo", 3)]:
            expert = make_expert(name)
            for _ in range(quotes):
                make_quote(expert=expert)
        response = listed(client, "quote")
        assert facet(response, "expert") == {"All": 6, "Ana": 2, "Cleo": 3}
        assert "Those with most. The search finds the others by name." in text(response)
        assert '<details data-filter-title="expert"> <summary>' in text(response)

    def test_a_choice_stays_in_sight_when_nothing_is_left_of_it(self, client):
        priya = make_expert("Priya Raghunath")
        make_quote(muscles=["calves"])
        response = listed(client, "quote", expert=priya.slug, muscle="calves")
        assert facet(response, "expert")["Priya Raghunath"] == 0

    def test_a_row_shows_expert_heading_muscles_and_the_article_with_its_state(self, client):
        expert = make_expert("Priya Raghunath")
        article = make_article(title="Hills", live=False)
        quote = make_quote(article, expert=expert, heading="Up you go", muscles=["calves"])
        page = text(listed(client, "quote"))
        form = reverse("admin:articles_article_change", args=[article.pk])
        assert f'<a href="{form}?quote={quote.pk}">Up you go</a>' in page
        assert "Stand up from a chair" in page
        assert '<span class="">Calves</span>' in page
        assert 'Hills<br><span class="mini">Draft. <a href' in page

    def test_the_sentence_that_names_the_chosen_muscle_is_shown_and_marked(self, client):
        body = "<p>First comes the ankle. Then the calf muscles do it & more! Then rest.</p>"
        make_quote(body=body, muscles=["calves"])
        page = text(listed(client, "quote", muscle="calves"))
        assert (
            '<span class="says">Then the <mark>calf muscles</mark> do it &amp; more!</span>' in page
        )
        assert '<span class="hit">Calves</span>' in page

    def test_markup_in_a_quote_stays_text(self, client):
        make_quote(
            heading="<b>Bold</b>", body="<p>&lt;i&gt;calves&lt;/i&gt;</p>", muscles=["calves"]
        )
        page = text(listed(client, "quote", muscle="calves"))
        assert "&lt;b&gt;Bold&lt;/b&gt;" in page
        assert "&lt;i&gt;<mark>calves</mark>&lt;/i&gt;" in page

    def test_search_finds_words_of_quote_article_and_expert(self, client):
        make_quote(make_article(title="Hills"), heading="Wanted", expert=make_expert("Tomás Å"))
        make_quote(heading="Other")
        for words in ["wanted", "chair hills", "tomas"]:
            assert "Wanted" in rows(client, "quote", q=words)
        assert rows(client, "quote", q="hills") == ["Wanted"]

    @pytest.mark.parametrize("view", ["change", "delete"])
    def test_a_quote_is_edited_in_its_article_only(self, client, view):
        quote = make_quote()
        response = client.get(reverse(f"admin:articles_quote_{view}", args=[quote.pk]))
        form = reverse("admin:articles_article_change", args=[quote.article.pk])
        assert response.url == f"{form}?quote={quote.pk}"
        assert Quote.objects.filter(pk=quote.pk).exists()

    @pytest.mark.parametrize("key", ["999999", "abc", "_5F"])
    def test_a_quote_that_is_not_there_is_not_found(self, client, key):
        assert client.get(f"/admin/articles/quote/{key}/change/").status_code == 404

    def test_no_quote_is_added_outside_an_article(self, client):
        client.force_login(make_administrator())
        assert client.get(reverse("admin:articles_quote_add")).status_code == 403
        assert "addlink" not in text(listed(client, "quote"))


def fill():
    """One row of each model, all of its relations in use."""
    photo = make_photo(image=make_upload(width=8, height=8))
    author = make_author(f"Author {User.objects.count()} {Quote.objects.count()}")
    category = make_category(f"Category {Quote.objects.count()}")
    article = make_article(cover=photo, author=author, category=category)
    expert = make_expert(portrait=photo)
    make_quote(article, expert=expert, muscles=["calves", "glutes"], photo=photo)
    make_page()
    User.objects.create_user(f"user{User.objects.count()}").groups.set(Group.objects.all())


MODELS = sorted(model._meta.label_lower for model in admin.site._registry)


@pytest.mark.parametrize("label", MODELS)
def test_a_list_of_thirty_takes_as_many_queries_as_one_of_three(
    client, label, django_assert_max_num_queries
):
    client.force_login(make_administrator())
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")
    counts = []
    for number in (3, 27):
        for _ in range(number):
            fill()
        client.get(address)
        with django_assert_max_num_queries(25) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


SENSELESS = [
    "expert=zzz",
    "muscle=zzz",
    "muscle__id=abc",
    "muscle=%00",
    "expert=%00",
    "state=zzz",
    "lacking=%F0%9F%8F%83",
    "p=999",
    "p=zz",
    "p=-1",
    "o=zz",
    "o=99.-99",
    "q=%00",
    "q=%25_'\"",
    "q=" + "calves+" * 200,
    "all=",
    "e=1",
    "id__in=x",
    "id=abc",
    "pk__exact=%00",
    "_to_field=zzz",
    "expert=a&expert=b",
    "_facets=1&_popup=1",
]


@pytest.mark.parametrize("label", MODELS)
def test_a_senseless_address_is_no_fault_of_the_house(client, label):
    client.force_login(make_administrator())
    fill()
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")
    for query in SENSELESS:
        response = client.get(f"{address}?{query}", follow=True)
        assert response.status_code in {200, 400}, query


def test_an_unknown_choice_counts_as_none(client):
    make_quote(heading="Still here")
    assert rows(client, "quote", expert="zzz", muscle="zzz", state="zzz") == ["Still here"]


def test_a_page_beyond_the_last_leads_to_the_list(client):
    for _ in range(51):
        make_article()
    response = client.get(reverse("admin:articles_article_changelist") + "?p=999")
    assert response.status_code == 302


def test_people_see_only_lists_that_they_have_a_right_to(client):
    client.force_login(User.objects.create_user("guest", password="x", is_staff=True))
    for model in ("article", "quote", "expert", "photo", "musclegroup"):
        assert listed(client, model).status_code == 403
