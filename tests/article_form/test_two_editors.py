"""Two editors with the same article open: both changes are kept, or the second one chooses."""

import re

import pytest
from django.test import Client

from articles.models import GoneQuote, Quote, Revision
from articles.said import Said
from tests.article_form.form import Fields, change, in_order, muscle, photo_of, post
from tests.article_form.windows import Window, choices, is_choice
from tests.factories import make_article, make_editor, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(live=False, title="What does rowing train?")
    for heading in ("First", "Second", "Third"):
        make_quote(article, heading=heading, muscles=["core"])
    return article


@pytest.fixture
def hers():
    """The other editor, who saves first."""
    client = Client()
    client.force_login(make_editor("ilse"))
    return client


def reread(article):
    article.refresh_from_db()
    return article


def test_different_quotes_are_both_kept_and_nobody_is_asked(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-0-heading": "Hers"})
    response = mine.save(**{"quotes-1-heading": "Mine", "quotes-1-body": "<p>New words.</p>"})
    assert in_order(article) == ["Hers", "Mine", "Third"]
    assert Revision.objects.of(article.pk).first().by == "admin"
    html = admin_client.get(response.url).content.decode()
    assert re.search(r"ilse had saved at \d\d:\d\d: heading of quote 1. It is in it too", html)
    assert "history/compare/?from=1&amp;to=2" in html


def test_only_the_title_changed_puts_nothing_back(admin_client, hers, article):
    """The way in which the stock admin loses a correction."""
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-0-body": "<p>Her correction.</p>"})
    mine.save(title="Another title")
    assert article.quotes.get(heading="First").body == "<p>Her correction.</p>"
    assert reread(article).title == "Another title"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("theirs", "<p>Hers.</p>"),
        ("mine", "<p>Mine.</p>"),
        ("both", "<p>Hers.</p><p>Mine.</p>"),
    ],
)
def test_the_same_words_are_put_to_the_second(admin_client, hers, article, answer, expected):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-0-body": "<p>Hers.</p>"})
    response = mine.save(title="My title", **{"quotes-0-body": "<p>Mine.</p>"})
    quote = article.quotes.get(heading="First")
    assert is_choice(response)
    assert choices(response) == [f"Words of quote 1, {quote.expert}"]
    assert (quote.body, reread(article).title) == ("<p>Hers.</p>", "What does rowing train?")
    mine.choose(**{f"quotes-{quote.pk}-body": answer})
    quote.refresh_from_db()
    assert (quote.body, reread(article).title) == (expected, "My title")


def test_the_choice_page_shows_all_three_versions(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(standfirst="We put one question to five people.")
    html = mine.save(standfirst="We put one question to six people.").content.decode()
    assert "<p>We put one question to several people.</p>" in html
    assert '<ins><span class="hide">added: </span>five </ins>' in html
    assert '<ins><span class="hide">added: </span>six </ins>' in html
    assert "ilse" in html


def test_a_choice_left_open_is_asked_again_and_saves_nothing(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(title="Hers", standfirst="Hers.")
    mine.save(title="Mine", standfirst="Mine.")
    response = mine.choose(**{"fields-title": "mine"})
    assert choices(response) == ["Standfirst"]
    assert reread(article).title == "Hers"
    mine.choose(**{"fields-standfirst": "theirs"})
    assert (reread(article).title, article.standfirst) == ("Mine", "Hers.")


def test_back_to_the_form_shows_what_was_typed_and_asks_later(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(title="Hers")
    mine.save(title="Mine", question="Mine too?")
    shown = Fields(mine.choose_again().content.decode()).data
    assert (shown["title"], shown["question"]) == ("Mine", "Mine too?")
    assert reread(article).title == "Hers"
    mine.typed = shown
    assert is_choice(mine.save())


def test_a_save_between_question_and_answer_asks_only_what_is_new(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(title="Hers", standfirst="Hers.")
    mine.save(title="Mine", question="Mine?")
    again = Window(hers, article)
    again.save(title="Hers, later", question="Hers?")
    response = mine.choose(**{"fields-title": "mine"})
    assert set(choices(response)) == {"Title", "Question put to the experts"}
    mine.choose(**{"fields-title": "mine", "fields-question": "theirs"})
    article.refresh_from_db()
    assert (article.title, article.question, article.standfirst) == ("Mine", "Hers?", "Hers.")


def test_her_removed_quote_that_i_changed(admin_client, hers, article):
    gone = article.quotes.get(heading="Second")
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-1-DELETE": "on"})
    response = mine.save(**{"quotes-1-body": "<p>My better words.</p>"})
    assert choices(response) == [f"Quote 2, {gone.expert}: ilse removed it, you changed it"]
    mine.choose(**{f"quotes-{gone.pk}": "mine"})
    back = Quote.objects.get(pk=gone.pk)
    assert back.body == "<p>My better words.</p>"
    assert [m.slug for m in back.named_muscles] == ["core"]
    assert in_order(article) == ["First", "Second", "Third"]


def test_her_removed_quote_stays_out(admin_client, hers, article):
    gone = article.quotes.get(heading="Second")
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-1-DELETE": "on"})
    mine.save(title="Mine", **{"quotes-1-body": "<p>My better words.</p>"})
    mine.choose(**{f"quotes-{gone.pk}": "theirs"})
    assert in_order(article) == ["First", "Third"]
    assert reread(article).title == "Mine"


def test_her_removed_quote_that_i_left_alone_is_no_question(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-1-DELETE": "on"})
    mine.save(title="Mine")
    assert in_order(article) == ["First", "Third"]


@pytest.mark.parametrize(("answer", "stays"), [("theirs", True), ("mine", False)])
def test_my_removed_quote_that_she_changed(admin_client, hers, article, answer, stays):
    pk = article.quotes.get(heading="Second").pk
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-1-body": "<p>Hers.</p>"})
    assert is_choice(mine.save(**{"quotes-1-DELETE": "on"}))
    mine.choose(**{f"quotes-{pk}": answer})
    assert Quote.objects.filter(pk=pk).exists() is stays


def test_new_quotes_of_both_are_in_it(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-3-heading": "Her new one"})
    mine.save(**{"quotes-3-heading": "My new one"})
    assert in_order(article) == ["First", "Second", "Third", "Her new one", "My new one"]


def test_her_new_order_and_my_words(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-2-position": "1"})
    mine.save(**{"quotes-0-heading": "First, by me"})
    assert in_order(article) == ["Third", "First, by me", "Second"]


def test_muscles_of_both(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-0-muscles": [muscle("core"), muscle("shins")]})
    mine.save(**{"quotes-0-muscles": [muscle("calves")]})
    named = article.quotes.get(heading="First").named_muscles
    assert [each.slug for each in named] == ["calves", "shins"]


def test_roles_of_both_are_fitted_or_chosen(admin_client, hers, article):
    quote = article.quotes.get(heading="First")
    quote.name_muscles({int(muscle(slug)): Said() for slug in ("core", "shins")})
    core, shins = (f"quotes-0-muscles-role-{muscle(slug)}" for slug in ("core", "shins"))
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{core: "helps"})
    mine.save(**{shins: "not"})
    said = article.quotes.get(heading="First").said_of_muscles
    assert said == {int(muscle("core")): Said("helps"), int(muscle("shins")): Said("not")}
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{core: "main"})
    choice = mine.save(**{core: "not"})
    assert is_choice(choice)
    assert "Role of core in quote 1" in choice.content.decode()
    mine.choose(**{f"quotes-{quote.pk}-roles-{muscle('core')}": "mine"})
    assert article.quotes.get(heading="First").said_of_muscles[int(muscle("core"))] == Said("not")


def test_the_texts_of_a_photo_are_fitted_too(admin_client, hers, article):
    article.quotes.filter(heading="First").update(photo=make_photo())
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**photo_of(0, caption="Her caption."))
    mine.save(**photo_of(0, credit="Photo: me"))
    photo = article.quotes.get(heading="First").photo
    assert (photo.caption, photo.credit) == ("Her caption.", "Photo: me")


def test_a_photo_that_she_took_off_while_i_described_it(admin_client, hers, article):
    photo = make_photo()
    quote = article.quotes.get(heading="First")
    Quote.objects.filter(pk=quote.pk).update(photo=photo)
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**photo_of(0, remove="on"))
    assert is_choice(mine.save(**photo_of(0, caption="Mine.")))
    mine.choose(**{f"quotes-{quote.pk}-photo": "mine"})
    quote.refresh_from_db()
    assert (quote.photo_id, quote.photo.caption) == (photo.pk, "Mine.")


@pytest.mark.parametrize("typed", [{}, {"title": "What does rowing train?"}])
def test_a_second_window_with_nothing_changed_is_no_question(admin_client, hers, article, typed):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(title="Hers", **{"quotes-0-body": "<p>Hers.</p>"})
    count = Revision.objects.count()
    assert mine.save(**typed).status_code == 302
    assert reread(article).title == "Hers"
    assert Revision.objects.count() == count


def test_my_own_earlier_save_is_no_question(admin_client, article):
    first, second = Window(admin_client, article), Window(admin_client, article)
    first.save(title="Typed first")
    assert second.save(title="Typed first and then more").status_code == 302
    assert reread(article).title == "Typed first and then more"


def test_a_schedule_that_fired_is_no_question(admin_client, article, time_machine):
    time_machine.move_to("2026-11-25T09:00:00Z", tick=False)
    post(admin_client, change(article), published_at="2026-11-25T10:00")
    mine = Window(admin_client, article)
    time_machine.move_to("2026-11-25T10:01:00Z", tick=False)
    mine.save(title="Mine")
    assert reread(article).title == "Mine"
    assert article.state == "live"


def test_a_form_that_does_not_say_its_version_overwrites_nothing_unasked(
    admin_client, hers, article
):
    mine = Window(admin_client, article)
    Window(hers, article).save(title="Hers")
    assert choices(mine.save(version="", title="Mine")) == ["Title"]
    assert reread(article).title == "Hers"


@pytest.mark.parametrize("version", ["999999", "x", "-1", "²", "9" * 40])
def test_a_version_that_makes_no_sense_is_no_error(admin_client, article, version):
    mine = Window(admin_client, article)
    assert mine.save(version=version, title="Mine").status_code == 200
    assert reread(article).title == "What does rowing train?"


def test_a_refused_form_is_fitted_already_and_loses_nothing(admin_client, hers, article):
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-0-heading": "Hers"})
    response = mine.save(title="", **{"quotes-1-heading": "Mine"})
    shown = Fields(response.content.decode()).data
    assert (shown["quotes-0-heading"], shown["quotes-1-heading"]) == ("Hers", "Mine")
    mine.typed = shown
    mine.save(title="With a title")
    assert in_order(article) == ["Hers", "Mine", "Third"]


def test_a_refused_save_leaves_a_removed_quote_removed(admin_client, hers, article):
    gone = article.quotes.get(heading="Second")
    mine, other = Window(admin_client, article), Window(hers, article)
    other.save(**{"quotes-1-DELETE": "on"})
    mine.save(title="", **{"quotes-1-body": "<p>Mine.</p>"})
    mine.choose(**{f"quotes-{gone.pk}": "mine"})
    assert mine.response.status_code == 200
    assert not Quote.objects.filter(pk=gone.pk).exists()
    mine.typed = Fields(mine.response.content.decode()).data
    mine.save(title="With a title")
    assert Quote.objects.get(pk=gone.pk).body == "<p>Mine.</p>"


def test_the_id_of_somebody_elses_quote_brings_nothing_back(admin_client, article):
    stranger = make_quote(make_article(), expert=make_expert())
    pk = stranger.pk
    stranger.delete()
    mine = Window(admin_client, article)
    mine.save(**{"quotes-1-id": str(pk), "quotes-1-body": "<p>Mine.</p>"})
    assert not Quote.objects.filter(pk=pk).exists()
    assert not GoneQuote.objects.filter(pk=pk).exists()
