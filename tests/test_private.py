"""Pages behind a signed address: who reads what, until when, and what an expert's answer does."""

from datetime import UTC, datetime, timedelta

import html5lib
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.history.recording import record
from articles.merges import merge
from articles.models import Article, ExpertComment, GoneQuote, PreviewLink, Quote, Revision, SignOff
from articles.undoing import undo
from tests.article_form.form import change, post
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_expert,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    article = make_article(live=False, title="What does rowing train?", standfirst="A secret line.")
    make_quote(article, heading="First", muscles=["core"], photo=make_photo())
    make_quote(article, heading="Second", body="<p>Other words.</p>")
    record(article.pk)
    return article


@pytest.fixture
def quote(draft):
    return draft.quotes.get(heading="First")


@pytest.fixture
def link(quote):
    return SignOff.objects.create(quote=quote)


def text(response):
    return response.content.decode()


def approve(client, link):
    words = Quote.objects.get(pk=link.quote_id).fingerprint
    return client.post(link.get_absolute_url(), {"approve": words}, follow=True)


def is_private(response):
    html5lib.HTMLParser(strict=True).parse(text(response))
    return (
        "no-store" in response["Cache-Control"]
        and response["X-Robots-Tag"] == "noindex, nofollow"
        and 'content="noindex,nofollow"' in text(response)
    )


# --- The private link to a draft --------------------------------------------------------------


@pytest.fixture
def preview(draft):
    return PreviewLink.objects.create(article=draft)


def test_whoever_has_the_link_reads_the_draft(client, preview):
    response = client.get(preview.get_absolute_url())
    assert response.status_code == 200
    assert is_private(response)
    assert "A secret line." in text(response)
    assert "/admin/" not in text(response)


def test_the_muscles_of_a_private_draft_lead_to_the_private_draft(client, preview):
    url = preview.get_absolute_url()
    assert f'href="{url}?muscle=core#only"' in text(client.get(url))
    filtered = text(client.get(f"{url}?muscle=core"))
    assert "First" in filtered
    assert "Other words." not in filtered


@pytest.mark.parametrize(("days", "status"), [(13.9, 200), (14.1, 410)])
def test_it_ends_after_fourteen_days(client, preview, time_machine, days, status):
    time_machine.move_to(preview.made_at + timedelta(days=days))
    response = client.get(preview.get_absolute_url())
    assert response.status_code == status
    assert ("A secret line." in text(response)) is (status == 200)


def test_it_can_be_taken_back(client, preview):
    PreviewLink.objects.update(withdrawn_at=timezone.now())
    response = client.get(preview.get_absolute_url())
    assert (response.status_code, is_private(response)) == (410, True)
    assert "rowing" not in text(response)


def test_once_live_it_leads_to_the_article(client, preview, draft):
    Article.objects.update(published_at=timezone.now())
    assert client.get(preview.get_absolute_url()).url == draft.get_absolute_url()


@pytest.mark.parametrize("token", ["x", "1", "1:x", "²:x", "%00", "1:" + "a" * 999])
def test_a_forged_address_is_not_found(client, preview, link, token):
    for kind in ("preview", "sign-off"):
        assert client.get(f"/{kind}/{token}/").status_code == 404


def test_the_signature_of_one_kind_opens_no_other(client, preview, link):
    token = preview.get_absolute_url().split("/")[2]
    assert client.get(f"/sign-off/{token}/").status_code == 404


# --- An expert's section ----------------------------------------------------------------------


def test_the_expert_sees_the_section_and_nothing_else_of_the_draft(client, draft, quote, link):
    response = client.get(link.get_absolute_url())
    html = text(response)
    assert is_private(response)
    assert all(
        part in html for part in (draft.title, "First", quote.body, "Section 1 of 2", "Core")
    )
    others = draft.quotes.get(heading="Second").expert.name
    assert not any(part in html for part in ("A secret line.", "Second", others, "Ask a runner"))
    assert "<a href=" not in html.split("</a>", 1)[1]


def test_an_approval_is_stored_with_its_words_and_shown_to_readers(client, draft, quote, link):
    html = text(approve(client, link))
    quote.refresh_from_db()
    assert "Thank you" in html
    assert "Approve as it stands" not in html
    assert quote.body not in html
    assert quote.is_approved
    newest = Revision.objects.of(draft.pk).first()
    assert newest.by == f"{quote.expert}, by the link"
    Article.objects.update(published_at=timezone.now())
    assert "Approved by the expert on" in text(client.get(draft.get_absolute_url()))


def test_changed_words_lose_the_mark_and_get_it_back_with_the_old_ones(client, draft, quote, link):
    Article.objects.update(published_at=timezone.now())
    approve(client, link)
    for body, is_marked in (("<p>New.</p>", False), (quote.body, True)):
        changed = Quote.objects.get(pk=quote.pk)
        changed.body = body
        changed.save()
        assert ("Approved by" in text(client.get(draft.get_absolute_url()))) is is_marked


def test_another_heading_or_muscle_keeps_the_mark(client, quote, link):
    approve(client, link)
    changed = Quote.objects.get(pk=quote.pk)
    changed.heading = "Another"
    changed.save()
    changed.muscles.clear()
    assert Quote.objects.get(pk=quote.pk).is_approved


def test_who_was_asked_can_not_sign_for_another(client, quote, link):
    sent = link.get_absolute_url()
    Quote.objects.filter(pk=quote.pk).update(expert=make_expert(name="Another Person"))
    for response in (client.get(sent), client.post(sent, {"approve": quote.fingerprint})):
        assert response.status_code == 410
        assert "Another Person" not in text(response)
    again = SignOff.objects.get().get_absolute_url()
    assert "Another Person" in text(client.get(again))


def test_an_approval_stays_when_two_rows_of_the_expert_become_one(client, quote, link):
    approve(client, link)
    unseen = make_quote(quote.article, expert=quote.expert)
    done = merge(quote.expert, make_expert(), make_administrator())
    assert Quote.objects.get(pk=quote.pk).is_approved
    assert Quote.objects.get(pk=unseen.pk).approved_at is None
    undo(done, None)
    assert Quote.objects.get(pk=quote.pk).is_approved


@pytest.mark.parametrize("end", ["removed", "withdrawn"])
def test_what_ends_between_the_reading_and_the_answer_is_not_approved(
    client, quote, link, monkeypatch, end
):
    def by_another_first(article):
        if end == "removed":
            quote.delete()
        SignOff.objects.update(withdrawn_at=timezone.now())

    monkeypatch.setattr("articles.private.locked", by_another_first)
    response = client.post(link.get_absolute_url(), {"approve": quote.fingerprint})
    assert response.status_code == 410
    assert SignOff.objects.get().approved_at is None


def test_the_page_counts_the_sections_that_readers_see(client, draft, quote, link):
    make_quote(draft, expert=None)
    assert "Section 1 of 2" in text(client.get(link.get_absolute_url()))
    assert "before they go out" in text(client.get(link.get_absolute_url()))
    Article.objects.update(published_at=timezone.now())
    assert "before they go out" not in text(client.get(link.get_absolute_url()))


def test_words_that_changed_while_the_expert_read_are_shown_and_not_approved(client, quote, link):
    seen = quote.fingerprint
    quote.body = "<p>Changed meanwhile.</p>"
    quote.save()
    response = client.post(link.get_absolute_url(), {"approve": seen})
    assert "Not approved yet" in text(response)
    assert "Changed meanwhile." in text(response)
    assert Quote.objects.get(pk=quote.pk).approved_at is None


def test_a_comment_is_sent_and_another(client, link):
    url = link.get_absolute_url()
    for words in ("Please say shin bone.", "And not muscle."):
        assert "was sent" in text(client.post(url, {"comment": words}, follow=True))
    assert ExpertComment.objects.count() == 2


@pytest.mark.parametrize("words", ["", "  ", "x" * 5001])
def test_a_comment_that_can_not_be_sent_says_why_and_stays(client, link, words):
    response = client.post(link.get_absolute_url(), {"comment": words})
    assert response.status_code == 422
    assert 'id="problem"' in text(response)
    assert words.strip() in text(response)
    assert not ExpertComment.objects.exists()


@pytest.mark.parametrize("end", ["approved", "withdrawn", "late", "removed"])
def test_a_link_stops(client, quote, link, time_machine, end):
    if end == "approved":
        approve(client, link)
    elif end == "withdrawn":
        SignOff.objects.update(withdrawn_at=timezone.now())
    elif end == "late":
        time_machine.move_to(link.made_at + timedelta(days=31))
    else:
        quote.delete()
    url = link.get_absolute_url()
    assert "Stand up from a chair" not in text(client.get(url))
    client.post(url, {"comment": "Too late."})
    assert not ExpertComment.objects.exists()
    if end != "approved":
        assert client.get(url).status_code == 410


# --- The editor's side ------------------------------------------------------------------------


@pytest.fixture
def admin(client):
    client.force_login(make_administrator())
    return client


def links_page(row):
    return reverse(f"admin:articles_{row._meta.model_name}_links", args=[row.pk])


def test_one_click_makes_a_link_and_the_next_gives_the_same(admin, draft):
    asked = {"headers": {"accept": "application/json"}}
    first = admin.post(links_page(draft), **asked).json()
    assert admin.post(links_page(draft), **asked).json() == first
    assert first["url"].endswith(PreviewLink.objects.get().get_absolute_url())


def test_without_script_the_page_shows_the_link_and_takes_it_back(admin, draft):
    page = links_page(draft)
    admin.post(page)
    link = PreviewLink.objects.get()
    assert link.get_absolute_url() in text(admin.get(page))
    admin.post(page, {"withdraw": link.pk})
    assert link.get_absolute_url() not in text(admin.get(page))
    assert admin.get(link.get_absolute_url()).status_code == 410


def test_comments_land_on_the_form_until_they_are_done(admin, draft, quote, link):
    comment = ExpertComment.objects.create(sign_off=link, text="Please say shin bone.")
    assert "Please say shin bone." in text(admin.get(change(draft)))
    admin.post(links_page(quote), {"done": comment.pk})
    assert "Please say shin bone." not in text(admin.get(change(draft)))
    assert "Please say shin bone." in text(admin.get(links_page(quote)))


def test_the_editor_is_told_that_a_change_takes_the_mark(admin, draft, quote, link):
    approve(admin, link)
    response = post(admin, change(draft), **{"quotes-0-body": "<p>New.</p>"})
    html = text(admin.get(response.url))
    assert "was changed since its expert approved it" in html
    assert "Changed since the expert approved it" in html


def test_the_editor_is_told_once_and_never_wrongly(admin, draft, quote, link):
    approve(admin, link)
    told = []
    for body in ("<p>New.</p>", "<p>Newer.</p>", quote.body):
        response = post(admin, change(draft), **{"quotes-0-body": body})
        told.append("was changed since its expert approved it" in text(admin.get(response.url)))
    assert told == [True, False, False]
    assert Quote.objects.get(pk=quote.pk).is_approved


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "waiting since 3 May 2026"),
        ({"approved_at": datetime(2026, 5, 4, tzinfo=UTC)}, "approved on 4 May 2026"),
        ({"withdrawn_at": datetime(2026, 5, 5, tzinfo=UTC)}, "taken back on 5 May 2026"),
        ({"made_at": datetime(2026, 3, 3, tzinfo=UTC)}, "link ended"),
    ],
)
def test_the_card_says_how_its_sign_off_stands(
    admin, draft, quote, link, time_machine, values, state
):
    # Midnight in Dublin is the day before in UTC, and editors read their own day.
    time_machine.move_to(datetime(2026, 5, 6, tzinfo=UTC))
    made_at = {"made_at": datetime(2026, 5, 2, 23, 30, tzinfo=UTC)}
    SignOff.objects.update(**made_at | values)
    if "approved_at" in values:
        quote.approve(values["approved_at"])
    with timezone.override("Europe/Dublin"):
        assert f"Sign-off by the expert, {state} (new tab)" in text(admin.get(change(draft)))


def test_the_link_is_sent_by_mail(admin, quote):
    admin.post(links_page(quote), {"mail": "expert@example.org"})
    (sent,) = mail.outbox
    assert SignOff.objects.get().get_absolute_url() in sent.body
    assert sent.to == ["expert@example.org"]
    assert quote.article.title in sent.subject


def test_a_title_of_two_lines_is_one_subject(admin, quote):
    Article.objects.update(title="Two\nlines")
    admin.post(links_page(quote), {"mail": "expert@example.org"})
    assert mail.outbox[0].subject == "Your words for “Two lines”: is this right?"


def test_the_letter_on_the_page_is_text_and_no_html(admin, quote):
    Article.objects.update(title="<script>alert(1)</script>")
    admin.post(links_page(quote))
    html = text(admin.get(links_page(quote)))
    assert "What the mail says" in html
    assert "<script>alert" not in html


def test_mail_that_fails_loses_nothing(admin, quote, monkeypatch):
    def refuse(*args):
        raise OSError("no route")

    monkeypatch.setattr("articles.admin.private_links.send_mail", refuse)
    html = text(admin.post(links_page(quote), {"mail": "expert@example.org"}, follow=True))
    assert "could not be sent (no route)" in html
    assert SignOff.objects.get().get_absolute_url() in html


def test_an_address_that_is_none_is_refused(admin, quote):
    html = text(admin.post(links_page(quote), {"mail": "nobody"}, follow=True))
    assert "is no address for mail" in html
    assert not mail.outbox


def test_links_need_the_right_to_the_article(client, draft, quote):
    user = make_editor()
    user.groups.clear()
    client.force_login(user)
    for row in (draft, quote):
        assert client.get(links_page(row)).status_code == 403
        assert client.post(links_page(row)).status_code == 403
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "²", "999"])
def test_taking_back_what_is_not_there_is_no_error(admin, draft, quote, number):
    for row in (draft, quote):
        assert admin.post(links_page(row), {"withdraw": number}).status_code == 302
    assert admin.post(links_page(quote), {"done": number}).status_code == 302


# --- A removed quote --------------------------------------------------------------------------


def test_the_address_of_a_removed_quote_says_so_and_leads_to_its_article(client):
    article = make_article(title="What does rowing train?")
    quote = make_quote(article)
    make_quote(article)
    record(article.pk)
    pk = quote.pk
    quote.delete()
    record(article.pk)
    response = client.get(f"/q/{pk}/")
    assert response.status_code == 410
    assert "taken back" in text(response)
    assert article.get_absolute_url() in text(response)
    assert 'content="noindex"' in text(response)


def test_a_quote_that_went_with_its_article_leads_to_the_explorer(client):
    GoneQuote.objects.create(pk=77, article=None)
    response = client.get("/q/77/")
    assert (response.status_code, 'href="/quotes/"' in text(response)) == (410, True)


def test_a_removed_quote_of_a_draft_was_never_there(client, draft):
    GoneQuote.objects.create(pk=77, article=draft)
    assert client.get("/q/77/").status_code == 404
