"""Saving, refused saves, related links, and who may."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, Photo, Quote
from tests.article_form.form import (
    ADD,
    Fields,
    change,
    fields,
    in_order,
    muscle,
    photo_of,
    post,
    problems,
)
from tests.factories import (
    make_article,
    make_editor,
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db


def test_a_form_saved_as_it_is_changes_nothing(admin):
    quote = make_quote(photo=make_photo(), muscles=["glutes", "core"])
    before = Quote.objects.values().get(), Photo.objects.values().get()
    response = post(admin, change(quote.article))
    assert response.status_code == 302
    assert (Quote.objects.values().get(), Photo.objects.values().get()) == before
    assert [each.slug for each in Quote.objects.get().named_muscles] == ["core", "glutes"]
    assert Article.objects.get().published_at == quote.article.published_at


def test_a_new_article_needs_a_title_only(admin):
    post(admin, ADD, title="Which muscles does rowing use?")
    article = Article.objects.get()
    assert (article.slug, article.state) == ("which-muscles-does-rowing-use", "draft")


def test_three_blank_cards_stand_at_the_end(admin, three_quotes):
    data = fields(admin, change(three_quotes))
    assert [data[f"quotes-{n}-heading"] for n in range(3, 6)] == ["", "", ""]
    assert "quotes-6-heading" not in data


def test_a_refused_form_comes_back_with_all_that_was_typed(admin, three_quotes):
    typed = {
        "title": "",
        "standfirst": "Typed standfirst",
        "introduction": "<p>Typed introduction</p>",
        "quotes-1-body": "<p>Typed words</p>",
        "quotes-1-muscles": [muscle("neck")],
        "quotes-3-heading": "Typed heading",
        "related_links-0-url": "https://example.org/",
        "related_links-0-title": "Typed link",
    }
    photo = photo_of(2, alternative_text="Typed text", caption="Typed caption", credit="Typed")
    file = photo_of(2, image=make_upload("bend.jpg"))
    response = post(admin, change(three_quotes), **typed, **photo, **file)
    assert problems(response) == ["title: This field is required."]
    again = Fields(response.content.decode()).data
    assert {name: again[name] for name in typed | photo} == typed | photo
    assert "Choose the file again:</b> “bend.jpg”" in response.content.decode()


def test_cards_with_errors_come_back_open(admin, three_quotes):
    response = post(admin, change(three_quotes), **{"quotes-1-expert": "Nobody Known"})
    cards = response.context["desk"].cards
    assert [card.is_open for card in cards] == [False, True, False, False, False, False]


def test_related_links_are_chosen_by_title_or_address(admin, three_quotes):
    other = make_article(title="What hills ask")
    links = {
        "related_links-0-target": "what hills ask",
        "related_links-1-url": "https://example.org/",
        "related_links-1-title": "Elsewhere",
    }
    post(admin, change(three_quotes), **links)
    first, second = three_quotes.related_links.all()
    assert (first.target, second.title) == (other, "Elsewhere")


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"target": "Unheard of"}, "No article is called “Unheard of”."),
        ({"url": "https://example.org/"}, "An outside page needs a title."),
        ({"target": "It", "url": "https://example.org/"}, "not both"),
        ({"target": "Itself"}, "An article can’t be related to itself."),
    ],
)
def test_a_related_link_must_lead_somewhere_else(admin, typed, complaint):
    make_article(title="It")
    article = make_article(title="Itself")
    typed = {f"related_links-0-{name}": value for name, value in typed.items()}
    assert complaint in " ".join(problems(post(admin, change(article), **typed)))


def test_saving_from_edit_this_quote_leads_back_to_the_page_at_that_quote(admin):
    quote = make_quote()
    url = f"{change(quote.article)}?quote={quote.pk}"
    assert [card.is_open for card in admin.get(url).context["desk"].written] == [True]
    response = post(admin, url, **{"quotes-0-body": "<p>Corrected.</p>"})
    assert response["Location"] == quote.get_absolute_url()


@pytest.mark.parametrize("chosen", ["", "x", "999999", "-1"])
def test_a_quote_that_is_not_there_leads_back_to_the_form(admin, three_quotes, chosen):
    response = post(admin, f"{change(three_quotes)}?quote={chosen}")
    assert response["Location"] == change(three_quotes)


def test_nobody_without_the_right_sees_the_form(client, django_user_model, three_quotes):
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    assert client.get(change(three_quotes)).status_code == 403


def test_an_editor_by_group_may_do_it_all(client, three_quotes):
    client.force_login(make_editor())
    post(client, change(three_quotes), **{"quotes-0-heading": "Better"})
    assert in_order(three_quotes)[0] == "Better"
