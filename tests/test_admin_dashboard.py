from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def dashboard(client):
    return client.get(reverse("admin:index"))


def work(client):
    """Heading and titles of each list that waits."""
    found = dashboard(client).context["dashboard"].work
    return {each.heading: [row.title for row in each.rows] for each in found}


def test_an_empty_house_says_that_nothing_waits(client, editor):
    page = dashboard(client).content.decode()
    assert "Nothing waits" in page
    assert "Still to fix" not in page


def test_drafts_wait_with_what_they_lack(client, editor):
    make_article(title="Hills", live=False, author=None)
    page = dashboard(client)
    assert work(client)["Drafts"] == ["Hills"]
    assert "Lacks an author, an expert" in page.content.decode()


def test_a_draft_says_when_it_was_last_saved(client, editor):
    draft = make_article(title="Hills", live=False)
    LogEntry.objects.log_actions(editor.pk, [draft], CHANGE, single_object=True)
    assert "Today, " in dashboard(client).context["dashboard"].work[0].rows[0].when


def test_scheduled_articles_wait_with_their_moment_and_zone(client, editor):
    tomorrow = timezone.localtime() + timedelta(days=1)
    article = make_article(title="Soon", published_at=tomorrow.replace(hour=9, minute=5))
    make_quote(article, muscles=["calves"])
    page = dashboard(client).content.decode()
    assert work(client) == {"Scheduled, UTC": ["Soon"]}
    assert "Tomorrow, 09:05" in page
    assert "Ready" in page


def test_live_articles_wait_only_when_something_is_to_repair(client, editor):
    make_quote(make_article(title="Whole"), muscles=["calves"])
    make_quote(make_article(title="Broken"), muscles=["calves"], photo=make_photo(credit=""))
    assert work(client)["Live, with something to repair"] == ["Broken"]


def test_quotes_without_an_expert_or_a_muscle_wait(client, editor):
    article = make_article()
    make_quote(article, heading="Whole", muscles=["calves"])
    make_quote(article, heading="No muscle to name", none_named=True)
    make_quote(article, heading="Muscle forgotten")
    orphan = make_quote(article, heading="By nobody", expert=None, muscles=["calves"])
    assert set(work(client)["Quotes to complete"]) == {"Muscle forgotten", "By nobody"}
    form = reverse("admin:articles_article_change", args=[article.pk])
    assert f"{form}?quote={orphan.pk}" in dashboard(client).content.decode()


def test_photos_without_a_credit_or_the_picture_wait(client, editor):
    make_photo(alternative_text="Whole")
    make_photo(alternative_text="Uncredited", credit="")
    make_photo(alternative_text="Lost", image="")
    assert set(work(client)["Photos to complete"]) == {"Uncredited", "Lost"}


def test_one_sentence_sums_up_what_waits(client, editor, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    make_article(live=False)
    make_article(live=False)
    make_photo(credit="")
    assert dashboard(client).context["dashboard"].summary == (
        "Tuesday 26 May 2026. Two drafts and one photo to complete."
    )


def test_a_long_list_leads_to_the_whole_of_it(client, editor):
    for _ in range(9):
        make_article(live=False)
    page = dashboard(client).content.decode()
    assert "All 9 drafts" in page
    assert f"{reverse('admin:articles_article_changelist')}?state=draft" in page


def test_staff_without_rights_see_no_work_and_no_lists(client):
    make_article(title="Secret draft", live=False)
    client.force_login(User.objects.create_user("guest", password="x", is_staff=True))
    page = dashboard(client)
    assert "Secret draft" not in page.content.decode()
    assert page.context["dashboard"].everything == []


def test_everything_is_counted_in_an_editors_order(client):
    client.force_login(make_administrator())
    make_quote()
    found = dashboard(client).context["dashboard"].everything
    assert [entry["name"] for entry in found][:3] == ["Articles", "Quotes", "Experts"]
    assert [entry["count"] for entry in found][:3] == [1, 1, 1]


def test_parts_that_only_machines_need_are_not_listed(client):
    client.force_login(make_administrator())
    names = {entry["name"] for entry in dashboard(client).context["dashboard"].everything}
    assert not names & {"Related links", "Former addresss", "Other names", "Tagged quotes"}


def test_the_number_of_queries_does_not_grow(client, editor, django_assert_max_num_queries):
    def fill(number):
        for _ in range(number):
            article = make_article(live=False)
            make_quote(article, photo=make_photo(credit=""))
            make_quote(make_article())

    counts = []
    for number in (3, 27):
        fill(number)
        dashboard(client)
        with django_assert_max_num_queries(30) as captured:
            dashboard(client)
        counts.append(len(captured))
    assert counts[0] == counts[1]
