from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from articles.history.recording import record
from articles.models import ExpertComment, SignOff
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_expert,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db

TWO_YEARS_AGO = timedelta(days=730)


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def writer(client):
    user = User.objects.create_user("writer", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Writer"))
    client.force_login(user)
    return user


def dashboard(client):
    return client.get(reverse("admin:index"))


def text(client):
    return " ".join(BeautifulSoup(dashboard(client).content.decode(), "html5lib").text.split())


def work(client):
    """Heading, and what the first cells say, of each list that waits."""
    found = dashboard(client).context["dashboard"].work
    return {each.heading: [row[0].text for row in each.rows] for each in found}


def cells(client, heading):
    found = dashboard(client).context["dashboard"].work
    (rows,) = [each.rows for each in found if each.heading == heading]
    return [[cell.text for cell in row] for row in rows]


def make_old(quote_fields=(), **fields):
    """A quote of two years ago."""
    then = timezone.now() - TWO_YEARS_AGO
    article = make_article(**{"published_at": then} | fields)
    return make_quote(article, muscles=["calves"], **dict(quote_fields))


def test_an_empty_house_says_that_nothing_waits(client, editor):
    page = dashboard(client).content.decode()
    assert "Nothing waits" in page
    assert "Still to fix" not in page


# --- Drafts -----------------------------------------------------------------------------------


def test_my_drafts_come_first_and_then_those_of_others(client, editor):
    make_article(title="Of the other", live=False, created_by=make_editor("other"))
    make_article(title="Of nobody", live=False)
    make_article(title="Mine", live=False, created_by=editor)
    found = work(client)
    assert list(found)[:2] == ["My drafts", "Drafts of others"]
    assert found["My drafts"] == ["Mine"]
    assert set(found["Drafts of others"]) == {"Of the other", "Of nobody"}


def test_drafts_wait_with_what_they_lack(client, editor):
    make_article(title="Hills", live=False, author=None, created_by=editor)
    assert cells(client, "My drafts")[0][:2] == ["Hills", "Lacks an author, an expert"]


def test_the_draft_saved_last_comes_first_and_says_by_whom(client, editor):
    late, early = (make_article(title=each, live=False) for each in ("Late", "Early"))
    record(early.pk, user=editor)
    record(late.pk, user=make_editor("ilse"))
    assert work(client)["Drafts of others"] == ["Late", "Early"]
    (late_row, early_row) = dashboard(client).context["dashboard"].work[0].rows
    assert late_row[2].text.startswith("Today, ")
    assert (late_row[2].under, early_row[2].under) == ("by ilse", "")


# --- Sign-off ---------------------------------------------------------------------------------


def ask(quote, days_ago=1, **fields):
    return SignOff.objects.create(
        quote=quote, made_at=timezone.now() - timedelta(days=days_ago), **fields
    )


def test_quotes_wait_for_sign_off_with_the_comments_first(client, editor, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    article = make_article()
    silent = make_quote(article, heading="Silent", muscles=["calves"])
    talking = make_quote(article, heading="Talking", muscles=["calves"], expert=make_expert("Ana"))
    ask(silent)
    ExpertComment.objects.create(sign_off=ask(talking), text="Say shin bone, not shin muscle.")
    assert cells(client, "Waiting for sign-off") == [
        ["Talking", "Ana", "25 May 2026", "Comment, today, 10:00"],
        ["Silent", str(silent.expert), "25 May 2026", "No answer yet. Link ends 24 June 2026."],
    ]
    assert "“Say shin bone, not shin muscle.”" in text(client)
    assert "two quotes, one comment" in text(client)
    assert "One comment from an expert" in text(client)


def test_an_ended_link_is_said(client, editor):
    ask(make_quote(muscles=["calves"]), days_ago=31)
    assert cells(client, "Waiting for sign-off")[0][3] == "Link ended"


def test_what_is_approved_taken_back_or_asked_anew_does_not_wait(client, editor):
    now = timezone.now()
    ask(make_quote(muscles=["calves"]), approved_at=now)
    ask(make_quote(muscles=["calves"]), withdrawn_at=now)
    again = make_quote(heading="Asked twice", muscles=["calves"])
    ask(again, days_ago=9)
    ask(again)
    removed = make_quote(muscles=["calves"])
    ask(removed)
    removed.delete()
    assert work(client)["Waiting for sign-off"] == ["Asked twice"]


def test_a_comment_waits_until_it_is_done(client, editor):
    sign_off = ask(make_quote(muscles=["calves"]), approved_at=timezone.now())
    comment = ExpertComment.objects.create(sign_off=sign_off, text="Thank you.")
    assert "Waiting for sign-off" in work(client)
    comment.done_at = timezone.now()
    comment.save()
    assert work(client) == {}


# --- What is out, or will be ------------------------------------------------------------------


def test_scheduled_articles_wait_with_their_moment_and_zone(client, editor):
    tomorrow = timezone.localtime() + timedelta(days=1)
    article = make_article(title="Soon", published_at=tomorrow.replace(hour=9, minute=5))
    make_quote(article, muscles=["calves"])
    assert cells(client, "Scheduled") == [["Soon", "Tomorrow, 09:05", "Ready"]]
    assert "UTC time" in text(client)


def test_live_articles_wait_only_when_a_check_fails(client, editor):
    make_quote(make_article(title="Whole"), muscles=["calves"])
    make_quote(make_article(title="Broken"), muscles=["calves"], photo=make_photo(credit=""))
    assert work(client)["Live, with a failing check"] == ["Broken"]
    assert "1 of 2" in text(client)


def test_quotes_are_asked_again_after_a_year(client, editor):
    a_day_ago = timezone.now() - timedelta(days=1)
    old = make_old({"heading": "Old", "expert": make_expert("Ana Berg")})
    make_old(updated_on=timezone.localdate())
    make_old({"approved_at": a_day_ago})
    ask(make_old(), days_ago=300, withdrawn_at=a_day_ago)
    make_old(published_at=timezone.now() - timedelta(days=360))
    make_old({"expert": None})
    ((expert, heading, when),) = cells(client, "Quotes to ask again")
    assert (expert, heading) == ("Ana Berg", "Old")
    assert when.endswith(str(old.article.published_at.year))
    assert "Published more than a year ago" in text(client)


def test_the_day_of_an_old_approval_is_the_last_confirmation(client, editor, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    make_old({"approved_at": timezone.now() - timedelta(days=400)})
    assert cells(client, "Quotes to ask again")[0][2] == "21 April 2025"


@pytest.mark.parametrize("todo", ["ask-again", "sign-off"])
def test_the_whole_list_of_quotes_to_do_is_a_filter_of_all_quotes(client, editor, todo):
    make_quote(heading="Neither")
    make_old({"heading": "ask-again"})
    ask(make_quote(heading="sign-off"))
    response = client.get(reverse("admin:articles_quote_changelist"), {"todo": todo})
    assert [each.heading for each in response.context["cl"].result_list] == [todo]


# --- The page ---------------------------------------------------------------------------------


def test_one_sentence_sums_up_what_waits(client, editor, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    for _ in range(2):
        make_article(live=False, created_by=editor)
    make_quote(muscles=["calves"], photo=make_photo(credit=""))
    assert dashboard(client).context["dashboard"].summary == (
        "Tuesday 26 May 2026. Two drafts of yours and one live article to repair."
    )


def test_a_long_list_leads_to_the_whole_of_it(client, editor):
    for _ in range(9):
        make_article(live=False)
    page = dashboard(client).content.decode()
    assert "All drafts" in page
    assert f"{reverse('admin:articles_article_changelist')}?state=draft" in page


def test_a_writer_sees_the_own_drafts_and_what_belongs_to_them(client, writer):
    mine = make_quote(make_article(title="Mine", live=False, created_by=writer), heading="Asked")
    other = make_quote(make_article(live=False), heading="Of another")
    ask(mine)
    ask(other)
    make_article(title="Soon", published_at=timezone.now() + timedelta(days=1))
    make_old()
    assert work(client) == {"My drafts": ["Mine"], "Waiting for sign-off": ["Asked"]}
    entries = {e["name"]: e["count"] for e in dashboard(client).context["dashboard"].everything}
    assert (entries["Articles"], entries["Quotes"]) == (1, 1)


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
            article = make_article(live=False, created_by=editor)
            quote = make_quote(article, photo=make_photo(credit=""))
            ExpertComment.objects.create(sign_off=ask(quote), text="A comment.")
            make_article(live=False)
            make_article(published_at=timezone.now() + timedelta(days=1))
            make_old()
            make_quote(make_article())

    counts = []
    for number in (3, 27):
        fill(number)
        dashboard(client)
        with django_assert_max_num_queries(35) as captured:
            dashboard(client)
        counts.append(len(captured))
    assert counts[0] == counts[1]
