"""The article's form in the admin, without a browser: what it shows, takes and refuses."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Expert, FormerAddress, MuscleGroup, Photo, Quote
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_expert,
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


class Fields(HTMLParser):
    """The fields of a form as a browser without script would post them."""

    def __init__(self, html):
        super().__init__()
        self.data, self.select, self.area = {}, None, None
        self.feed(html.split("<template", 1)[0] + html.split("</template>", 1)[-1])

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, kind = found.get("name"), found.get("type")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = found["value"]
        elif tag == "textarea":
            self.area, self.data[name] = name, ""
        elif tag == "input" and name and kind not in {"submit", "file"}:
            if kind not in {"checkbox", "radio"}:
                self.data[name] = found.get("value", "")
            elif "checked" in found and kind == "radio":
                self.data[name] = found["value"]
            elif "checked" in found:
                self.data.setdefault(name, []).append(found.get("value", "on"))

    def handle_data(self, data):
        if self.area:
            self.data[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None


@pytest.fixture
def admin(client):
    client.force_login(make_administrator())
    return client


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def fields(admin, url):
    return Fields(admin.get(url).content.decode()).data


def post(admin, url, button="_save", **typed):
    """Posts the form as it is shown, with what is typed on top."""
    typed = {name.replace("__", "-"): value for name, value in typed.items()}
    return admin.post(url, fields(admin, url) | {button: "1"} | typed)


def problems(response):
    return [problem.text for problem in response.context["desk"].problems]


def muscle(slug):
    return str(MuscleGroup.objects.get(slug=slug).pk)


def in_order(article):
    return [quote.heading for quote in article.quotes.order_by("position")]


@pytest.fixture
def three_quotes():
    article = make_article()
    for heading in ("First", "Second", "Third"):
        make_quote(article, heading=heading, muscles=["glutes"])
    return article


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


def test_two_articles_of_one_title_get_two_addresses(admin):
    for _ in range(2):
        post(admin, ADD, title="Rowing")
    assert {article.slug for article in Article.objects.all()} == {"rowing", "rowing-2"}


def test_three_blank_cards_stand_at_the_end(admin, three_quotes):
    data = fields(admin, change(three_quotes))
    assert [data[f"quotes-{n}-heading"] for n in range(3, 6)] == ["", "", ""]
    assert "quotes-6-heading" not in data


def test_the_address_of_a_live_article_stays_when_the_title_changes(admin):
    article = make_article(slug="old")
    post(admin, change(article), title="Another title")
    article.refresh_from_db()
    assert (article.title, article.slug) == ("Another title", "old")


def test_a_changed_address_of_a_live_article_redirects(admin, client):
    article = make_quote(article=make_article(slug="old")).article
    post(admin, change(article), slug="new")
    response = client.get("/articles/old/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new/")


def test_a_draft_leaves_no_former_address(admin):
    article = make_article(live=False, slug="old")
    post(admin, change(article), slug="new")
    assert not FormerAddress.objects.exists()


def test_an_article_taken_down_keeps_its_known_address(admin):
    article = make_article(slug="old")
    post(admin, change(article), "_take_down")
    article.refresh_from_db()
    assert article.state == "draft"
    post(admin, change(article), slug="new", title="x")
    assert set(FormerAddress.objects.values_list("slug", flat=True)) == {"old"}


def test_the_former_address_of_another_article_is_refused(admin):
    FormerAddress.objects.create(article=make_article(), slug="taken")
    response = post(admin, ADD, title="Rowing", slug="taken")
    assert problems(response) == [
        "address: Another article had this address, and still answers to it."
    ]


def test_a_date_to_come_schedules_and_the_message_says_when(admin):
    article = make_quote(article=make_article(live=False)).article
    day = timezone.now().replace(second=0, microsecond=0) + timedelta(days=30)
    response = admin.post(
        change(article),
        fields(admin, change(article)) | {"published_at": f"{day:%Y-%m-%dT%H:%M}", "_save": "1"},
        follow=True,
    )
    article.refresh_from_db()
    assert (article.state, article.published_at) == ("scheduled", day)
    said = [str(message) for message in response.context["messages"]]
    assert said == [f"“{article}” is saved. {article.state_in_words}."]
    assert said[0].endswith("UTC.")


def test_publish_is_at_once(admin):
    article = make_quote(article=make_article(live=False)).article
    post(admin, change(article), "_publish")
    article.refresh_from_db()
    assert article.state == "live"


def test_publish_now_does_not_wait_for_the_date(admin):
    article = make_article(published_at=timezone.now() + timedelta(days=3))
    make_quote(article)
    post(admin, change(article), "_publish_now")
    article.refresh_from_db()
    assert article.state == "live"


def test_the_seconds_of_the_publication_stay(admin, three_quotes):
    post(admin, change(three_quotes), standfirst="Better.")
    before = three_quotes.published_at
    three_quotes.refresh_from_db()
    assert (three_quotes.standfirst, three_quotes.published_at) == ("Better.", before)


def test_a_small_correction_keeps_the_date_and_a_real_update_sets_it(admin, three_quotes):
    post(admin, change(three_quotes), standfirst="Better.")
    three_quotes.refresh_from_db()
    assert three_quotes.updated_on is None
    post(admin, change(three_quotes), stamp="real")
    three_quotes.refresh_from_db()
    assert three_quotes.updated_on == timezone.localdate()


def test_a_draft_without_author_or_expert_is_not_published(admin):
    article = make_article(live=False, author=None)
    response = post(admin, change(article), "_publish")
    assert problems(response) == [
        "author: Choose an author: readers see the name in the byline.",
        "Before readers see it, it needs an expert.",
    ]
    article.refresh_from_db()
    assert article.state == "draft"


def test_a_photo_without_credit_blocks_publishing_but_not_a_draft(admin):
    article = make_article(live=False)
    make_quote(article, position=1, photo=make_photo(credit=""))
    assert post(admin, change(article), standfirst="Saved.").status_code == 302
    response = post(admin, change(article), "_publish")
    assert ["credit" in problem for problem in problems(response)] == [True]
    assert "#id_quotes-0-photo-credit_row" in response.content.decode()


def test_an_old_lack_of_credit_does_not_stop_an_update(admin):
    quote = make_quote(photo=make_photo(credit=""))
    assert post(admin, change(quote.article), standfirst="A typo less.").status_code == 302
    response = post(admin, change(quote.article), title="x")
    assert response.status_code == 302


def test_a_credit_taken_away_stops_an_update(admin):
    quote = make_quote(photo=make_photo())
    response = post(admin, change(quote.article), **{"quotes-0-photo-credit": ""})
    assert len(problems(response)) == 1


def test_only_the_changed_quote_is_written(admin, three_quotes):
    url = change(three_quotes)
    data = fields(admin, url) | {"quotes-1-heading": "Better"}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        admin.post(url, data)
    written = [each["sql"] for each in queries if each["sql"].startswith('UPDATE "articles_quote"')]
    assert len(written) == 1
    assert in_order(three_quotes) == ["First", "Better", "Third"]


@pytest.mark.parametrize(
    ("index", "typed", "order"),
    [
        (2, "1", ["Third", "First", "Second"]),
        (0, "3", ["Second", "Third", "First"]),
        (0, "2", ["Second", "First", "Third"]),
        (1, "", ["First", "Second", "Third"]),
    ],
)
def test_a_typed_place_moves_the_quote(admin, three_quotes, index, typed, order):
    before = {quote.heading: quote.pk for quote in three_quotes.quotes.all()}
    post(admin, change(three_quotes), **{f"quotes-{index}-position": typed})
    assert in_order(three_quotes) == order
    assert [q.position for q in three_quotes.quotes.order_by("position")] == [1, 2, 3]
    assert {quote.heading: quote.pk for quote in three_quotes.quotes.all()} == before


@pytest.mark.parametrize(
    ("wanted", "order"),
    [("quotes-2:top", [2, 0, 1]), ("quotes-2:up", [0, 2, 1]), ("quotes-0:down", [1, 0, 2])],
)
def test_a_move_without_script_keeps_what_was_typed_and_saves_nothing(
    admin, three_quotes, wanted, order
):
    url = change(three_quotes)
    data = fields(admin, url) | {"quotes-1-heading": "Typed", "title": "Typed", "_move": wanted}
    response = admin.post(url, data)
    shown = [card.form.prefix for card in response.context["desk"].written]
    assert shown == [f"quotes-{n}" for n in order]
    again = Fields(response.content.decode()).data
    assert (again["title"], again["quotes-1-heading"]) == ("Typed", "Typed")
    assert in_order(three_quotes) == ["First", "Second", "Third"]
    assert "Not saved yet" not in response.content.decode()


def test_a_removed_quote_goes_and_the_rest_close_up(admin, three_quotes):
    post(admin, change(three_quotes), **{"quotes-0-DELETE": "on"})
    assert in_order(three_quotes) == ["Second", "Third"]
    assert [quote.position for quote in three_quotes.quotes.all()] == [1, 2]


def test_an_expert_is_chosen_by_name_whatever_case_and_accents(admin, three_quotes):
    expert = make_expert("Tomás Verhale")
    post(admin, change(three_quotes), **{"quotes-3-expert": "tomas verhale"})
    assert three_quotes.quotes.get(expert=expert).position == 4


def test_of_two_namesakes_each_can_be_chosen(admin, three_quotes):
    make_expert("Ana Ruiz", title="Coach", organisation="North Club")
    second = make_expert("Ana Ruiz", title="Coach", organisation="South Club")
    post(admin, change(three_quotes), **{"quotes-3-expert": "Ana Ruiz, Coach, South Club"})
    assert three_quotes.quotes.filter(expert=second).exists()


def test_an_unknown_expert_is_refused_and_near_names_are_pointed_out(admin, three_quotes):
    make_expert("Priya Raghunath")
    response = post(admin, change(three_quotes), **{"quotes-3-expert": "Priya Ragunath"})
    text = " ".join(problems(response))
    assert "No expert is called “Priya Ragunath”" in text
    assert "Did you mean Priya Raghunath?" in text


NEW = {
    "quotes-3-new_name": "Wanda Osei",
    "quotes-3-new_title": "Physiotherapist",
    "quotes-3-new_organisation": "Harbour Lane Clinic",
    "quotes-3-heading": "Fourth",
}


def test_a_new_expert_is_made_with_the_quote(admin, three_quotes):
    named = [muscle("calves"), muscle("shins"), muscle("core")]
    post(admin, change(three_quotes), **NEW, **{"quotes-3-muscles": named})
    quote = three_quotes.quotes.get(heading="Fourth")
    assert (quote.expert.name, quote.expert.slug) == ("Wanda Osei", "wanda-osei")
    assert quote.affiliation == "Physiotherapist, Harbour Lane Clinic"
    assert [each.slug for each in quote.named_muscles] == ["core", "calves", "shins"]


def test_one_new_name_in_two_cards_is_one_person(admin, three_quotes):
    second = {"quotes-4-new_name": "wanda osei", "quotes-4-heading": "Fifth"}
    post(admin, change(three_quotes), **NEW, **second)
    assert Expert.objects.get(name="Wanda Osei").quotes.count() == 2


@pytest.mark.parametrize("known", ["Wanda Osey", "Osei Wanda", "Wanda Maria Osei"])
def test_a_new_name_like_a_known_one_asks_first(admin, three_quotes, known):
    make_expert(known)
    response = post(admin, change(three_quotes), **NEW)
    assert f"Did you mean {known}?" in " ".join(problems(response))
    assert not Expert.objects.filter(name="Wanda Osei").exists()
    post(admin, change(three_quotes), **NEW, **{"quotes-3-another_person": "on"})
    assert Expert.objects.filter(name="Wanda Osei").exists()


def test_a_chosen_and_a_new_expert_are_too_many(admin, three_quotes):
    make_expert("Tomás Verhale")
    response = post(admin, change(three_quotes), **NEW, **{"quotes-3-expert": "Tomás Verhale"})
    assert "not both" in " ".join(problems(response))


def test_an_affiliation_stays_when_it_is_typed(admin, three_quotes):
    post(admin, change(three_quotes), **NEW, **{"quotes-3-affiliation": "Then elsewhere"})
    assert three_quotes.quotes.get(heading="Fourth").affiliation == "Then elsewhere"


def test_words_are_cleaned_on_their_way_in(admin, three_quotes):
    dirty = '<h2>Big</h2><p onclick="x()">Run <script>bad()</script><em>far</em></p>'
    post(admin, change(three_quotes), **{"quotes-0-body": dirty})
    assert three_quotes.quotes.get(heading="First").body == "Big<p>Run <em>far</em></p>"


def photo_of(index, **texts):
    return {f"quotes-{index}-photo-{name}": value for name, value in texts.items()}


def test_a_photo_is_uploaded_within_the_form(admin, three_quotes):
    texts = photo_of(
        0, image=make_upload(), alternative_text="A track.", caption="A bend.", credit="Ines"
    )
    post(admin, change(three_quotes), **texts)
    photo = three_quotes.quotes.get(heading="First").photo
    assert (photo.alternative_text, photo.caption, photo.credit) == ("A track.", "A bend.", "Ines")
    assert photo.widths == [480, 640]


def test_the_cover_is_uploaded_within_the_form(admin, three_quotes):
    cover = {"cover-image": make_upload(), "cover-decorative": "on", "cover-credit": "Ines"}
    post(admin, change(three_quotes), **cover)
    three_quotes.refresh_from_db()
    assert three_quotes.cover.decorative


def test_another_picture_is_another_photo(admin):
    shared = make_photo()
    quote = make_quote(photo=shared)
    other = make_quote(photo=shared)
    upload = make_upload(colour=(1, 2, 3))
    post(admin, change(quote.article), **photo_of(0, image=upload, caption="New"))
    quote.refresh_from_db()
    assert quote.photo.caption == "New"
    assert Quote.objects.get(pk=other.pk).photo.caption == shared.caption


def test_a_photo_can_be_taken_off(admin):
    quote = make_quote(photo=make_photo())
    post(admin, change(quote.article), **photo_of(0, remove="on"))
    quote.refresh_from_db()
    assert quote.photo is None
    assert Photo.objects.exists()


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({}, "Write what the picture shows, or tick “decorative”."),
        ({"alternative_text": "IMG_2041.jpg"}, "This is a file name. Say what the picture shows."),
        (
            {"alternative_text": "A track.", "decorative": "on"},
            "Empty the alternative text, or take this tick away.",
        ),
    ],
)
def test_a_photo_needs_one_true_alternative_text(admin, three_quotes, texts, complaint):
    texts = {"image": make_upload(), "credit": "Ines", **texts}
    response = post(admin, change(three_quotes), **photo_of(0, **texts))
    assert [problem.endswith(complaint) for problem in problems(response)] == [True]
    assert not Photo.objects.exists()


def test_texts_without_a_picture_are_refused(admin, three_quotes):
    texts = photo_of(0, alternative_text="A track.", credit="Ines")
    assert "Choose the picture" in problems(post(admin, change(three_quotes), **texts))[0]


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


def test_the_box_says_state_and_zone_in_words(admin, settings):
    settings.TIME_ZONE = "Asia/Kolkata"
    article = make_article(live=False)
    desk = admin.get(change(article)).context["desk"]
    assert (desk.state_in_words, desk.zone) == ("Draft", "Asia/Kolkata, now UTC+5:30")


def test_counters_count_all_words_and_the_experts_share(admin):
    article = make_article(introduction="<p>one two</p>", closing="<p>three four</p>")
    make_quote(article, body="<p>a b c d e f</p>")
    assert tuple(admin.get(change(article)).context["desk"].counters) == (10, 1, 1, 60)


def test_checks_name_what_blocks_and_what_to_look_at(admin):
    article = make_article(live=False, author=None, standfirst="")
    make_quote(article, body=f"<p>{'word ' * 401}</p>", photo=make_photo(credit=""))
    desk = admin.get(change(article)).context["desk"]
    surname = desk.written[0].surname
    assert [(check.blocks, check.text) for check in desk.checks] == [
        (True, "No author"),
        (True, f"Quote 1 ({surname}): photo has no credit"),
        (False, "No standfirst"),
        (False, "One expert only"),
        (False, f"Credentials not checked for a year: {desk.written[0].name}"),
        (False, "Fewer than 3 related; the rest is chosen by shared muscles"),
        (False, f"Quote 1 ({surname}): no muscles yet"),
        (False, f"Quote 1 ({surname}): more than 400 words"),
    ]
    assert desk.summary == "2 to fix, 6 to consider"


def test_every_check_leads_to_something_on_the_page(admin):
    article = make_article(live=False, author=None, category=None, standfirst="")
    make_quote(article, expert=None, body="", photo=make_photo(credit=""))
    response = admin.get(change(article))
    html = response.content.decode()
    for check in [*response.context["desk"].checks, *response.context["desk"].jumps]:
        assert f'id="{check.anchor}"' in html, check


def test_the_tick_that_none_was_named_is_an_answer(admin):
    quote = make_quote(none_named=True)
    card = admin.get(change(quote.article)).context["desk"].written[0]
    assert card.warning == ""


def test_muscles_are_offered_under_the_names_that_readers_use(admin, three_quotes):
    html = admin.get(change(three_quotes)).content.decode()
    glutes = MuscleGroup.objects.get(slug="glutes")
    assert glutes.everyday_names
    assert glutes.everyday_names in html
    assert "<legend>Hip and thigh</legend>" in html


@pytest.mark.parametrize("link", ["Preview", "View on site"])
def test_the_page_is_one_link_away(admin, link):
    article = make_article(live=link == "View on site")
    assert f'<a href="{article.get_absolute_url()}">{link}</a>' in (
        admin.get(change(article)).content.decode()
    )


def test_the_form_asks_as_often_for_30_quotes_as_for_3(admin):
    counts = []
    for quotes in (3, 30):
        article = make_article(cover=make_photo())
        for _ in range(quotes):
            make_quote(article, photo=make_photo(), muscles=["glutes", "core"])
        admin.get(change(article))
        with CaptureQueriesContext(connection) as queries:
            admin.get(change(article))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15, counts


def test_nobody_without_the_right_sees_the_form(client, django_user_model, three_quotes):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(change(three_quotes)).status_code == 403


def test_an_author_is_no_expert(admin, three_quotes):
    make_author("Nora Whitlock")
    response = post(admin, change(three_quotes), **{"quotes-3-expert": "Nora Whitlock"})
    assert "No expert is called" in problems(response)[0]
