"""Two people in one form of an expert, author, photo, muscle group, category or page."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.merges import merge
from articles.models import Expert, MuscleGroup, OtherName, Photo, Revision
from tests.article_form.form import Fields, change, post
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_category,
    make_expert,
    make_page,
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db


def signed_in(username, **names):
    user = User.objects.filter(username=username).first() or make_administrator(username)
    User.objects.filter(pk=user.pk).update(**names)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ana():
    return signed_in("ana")


@pytest.fixture
def ilse():
    return signed_in("ilse", first_name="Ilse", last_name="Brandt")


def url_of(row, page="change"):
    return reverse(f"admin:articles_{row._meta.model_name}_{page}", args=[row.pk])


class Window:
    """A form that somebody opened, with what has been typed into it since."""

    def __init__(self, client, row):
        self.client, self.url = client, url_of(row)
        self.typed = self.read(client.get(self.url))

    def read(self, response):
        return Fields(response.content.decode()).data

    def save(self, **typed):
        self.typed |= typed
        response = self.client.post(self.url, self.typed | {"_save": "1"})
        if response.status_code == 200:
            self.typed = self.read(response)
            self.typed = {name: value for name, value in self.typed.items() if name}
        return response


def text(response):
    found = BeautifulSoup(response.content.decode(), "html5lib").get_text(" ")
    return re.sub(r"\s+([.,:])", r"\1", " ".join(found.split()))


def is_saved(response):
    return response.status_code == 302


def value(row, field):
    row.refresh_from_db()
    return getattr(row, field)


# Each kind of row, and a text of it that people write.
CASES = {
    "expert": (make_expert, "biography"),
    "author": (make_author, "biography"),
    "photo": (make_photo, "caption"),
    "muscle": (lambda: MuscleGroup.objects.get(slug="calves"), "description"),
    "category": (make_category, "name"),
    "page": (make_page, "title"),
}


@pytest.fixture(params=CASES)
def case(request):
    make, field = CASES[request.param]
    return make(), field


def test_a_stale_save_of_the_same_field_is_refused_with_both_versions(case, ana, ilse):
    row, field = case
    window = Window(ana, row)
    assert is_saved(Window(ilse, row).save(**{field: "Words of Ilse"}))
    response = window.save(**{field: "Words of Ana"})
    assert value(row, field) == "Words of Ilse"
    assert window.typed[field] == "Words of Ana"
    page = text(response)
    assert "Ilse Brandt" in page
    assert re.search(r"Stored now by Ilse Brandt, \d\d:\d\d", page)
    assert "Yours not saved yet" in page
    assert "Words of Ilse" in re.sub(r"added: |taken out: ", "", page)


def test_saving_again_saves_knowingly(case, ana, ilse):
    row, field = case
    window = Window(ana, row)
    Window(ilse, row).save(**{field: "Words of Ilse"})
    window.save(**{field: "Words of Ana"})
    assert is_saved(window.save())
    assert value(row, field) == "Words of Ana"


def test_a_form_that_was_not_touched_puts_nothing_back(case, ana, ilse):
    row, field = case
    window = Window(ana, row)
    Window(ilse, row).save(**{field: "Words of Ilse"})
    assert is_saved(window.save())
    assert value(row, field) == "Words of Ilse"


def test_the_same_words_are_no_clash(case, ana, ilse):
    row, field = case
    window = Window(ana, row)
    Window(ilse, row).save(**{field: "The same words"})
    assert is_saved(window.save(**{field: "The same words"}))


def test_my_own_earlier_save_is_no_clash(case, ana):
    row, field = case
    window = Window(ana, row)
    Window(ana, row).save(**{field: "First"})
    assert is_saved(window.save(**{field: "Second"}))
    assert value(row, field) == "Second"


def test_what_was_typed_comes_back_when_the_row_was_deleted(case, ana, ilse):
    row, field = case
    window = Window(ana, row)
    ilse.post(url_of(row, "delete"), {"post": "yes"})
    response = window.save(**{field: "Typed for half an hour"})
    assert "Ilse Brandt" in text(response)
    assert "is lost" in text(response)
    assert window.typed[field] == "Typed for half an hour"
    form = BeautifulSoup(response.content, "html5lib").select_one("#content-main form")
    assert form["action"] == reverse(f"admin:articles_{row._meta.model_name}_add")


def test_the_form_of_a_deleted_row_adds_it_anew(ana, ilse):
    expert = make_expert("Priya Raghunath")
    window = Window(ana, expert)
    ilse.post(url_of(expert, "delete"), {"post": "yes"})
    window.save(biography="Typed.")
    assert is_saved(ana.post(reverse("admin:articles_expert_add"), window.typed))
    again = Expert.objects.get()
    assert (again.name, again.biography) == ("Priya Raghunath", "Typed.")


def test_a_row_that_was_merged_meanwhile_names_its_successor(ana, ilse):
    expert, other = make_expert("Priya Raghunath"), make_expert("Priya Ragunath")
    window = Window(ana, other)
    merge(other, expert, User.objects.get(username="ilse"))
    response = window.save(biography="Typed.")
    assert "this expert was merged into Priya Raghunath" in text(response)
    assert f'href="{url_of(expert)}"' in response.content.decode()
    assert window.typed["biography"] == "Typed."


def test_different_fields_are_both_kept_and_the_second_is_told(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    Window(ilse, expert).save(website="https://ilse.example/", credentials_checked_on="2026-05-01")
    response = window.save(biography="By Ana.")
    assert is_saved(response)
    expert.refresh_from_db()
    assert (expert.website, expert.biography) == ("https://ilse.example/", "By Ana.")
    assert str(expert.credentials_checked_on) == "2026-05-01"
    told = text(ana.get(response.url))
    assert "Kept too, changed by Ilse Brandt" in told
    assert "Website and Credentials checked on" in told


def test_of_a_refused_form_only_the_fields_of_both_are_asked(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    Window(ilse, expert).save(biography="By Ilse.", interests="None")
    response = window.save(biography="By Ana.", title="Coach")
    assert [clash.title for clash in response.context["clashes"]] == ["Biography"]
    assert window.typed["interests"] == "None"
    assert "as it is stored now: Interests declared" in text(response)
    window.save()
    expert.refresh_from_db()
    assert (expert.biography, expert.title, expert.interests) == ("By Ana.", "Coach", "None")


def test_a_third_save_between_is_asked_again(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    Window(ilse, expert).save(biography="By Ilse.")
    window.save(biography="By Ana.")
    Window(ilse, expert).save(biography="By Ilse, again.")
    assert not is_saved(window.save())
    assert value(expert, "biography") == "By Ilse, again."


def test_what_a_command_changed_is_no_save_of_mine(ana):
    expert = make_expert()
    window = Window(ana, expert)
    Expert.objects.update(biography="By a command.")
    response = window.save(biography="By Ana.")
    assert value(expert, "biography") == "By a command."
    assert "outside the admin" in text(response)


def test_a_wrong_date_and_a_clash_come_together(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    Window(ilse, expert).save(biography="By Ilse.")
    response = window.save(biography="By Ana.", credentials_checked_on="someday")
    assert "Enter a valid date" in text(response)
    assert window.typed["credentials_checked_on"] == "someday"
    assert window.typed["biography"] == "By Ana."


def test_a_refused_form_keeps_what_it_was_opened_with(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    window.save(biography="By Ana.", website="nonsense")
    Window(ilse, expert).save(biography="By Ilse.")
    assert not is_saved(window.save(website=""))
    assert value(expert, "biography") == "By Ilse."


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_a_token_that_cannot_be_read_loses_nothing(ana, token):
    expert = make_expert(biography="Stored.")
    window = Window(ana, expert)
    assert not is_saved(window.save(biography="By Ana.", opened=token))
    assert value(expert, "biography") == "Stored."
    assert is_saved(window.save())
    assert value(expert, "biography") == "By Ana."


def test_a_choice_is_shown_by_its_name(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    for number in (1, 2):
        make_photo(alternative_text=f"Portrait {number}")
    first, second = Photo.objects.order_by("pk")
    Window(ilse, expert).save(portrait=first.pk)
    page = text(window.save(portrait=second.pk))
    assert "Portrait 1" in re.sub("added: ", "", page)


def test_an_ended_session_shows_the_form_again_with_what_it_was_opened_with(ana, ilse):
    expert = make_expert()
    window = Window(ana, expert)
    opened = window.typed["opened"]
    again = ana.post(window.url, window.typed | {"biography": "By Ana.", "_again": "1"})
    typed = window.read(again)
    assert "Here is your form as you sent it" in text(again)
    assert (typed["biography"], typed["opened"]) == ("By Ana.", opened)
    assert value(expert, "biography") == ""


# --- Photos -----------------------------------------------------------------------------------


def test_a_tick_that_the_other_made_stays(ana, ilse):
    photo = make_photo()
    window = Window(ana, photo)
    Window(ilse, photo).save(alternative_text="", decorative="on")
    assert is_saved(window.save(credit="Photo: Ana"))
    photo.refresh_from_db()
    assert (photo.decorative, photo.alternative_text) == (True, "")


def test_two_new_pictures_clash_and_the_file_is_asked_for_again(ana, ilse):
    photo = make_photo()
    window = Window(ana, photo)
    Window(ilse, photo).save(image=make_upload("of-ilse.jpg", colour=(1, 90, 20)))
    stored = value(photo, "image").name
    response = window.save(image=make_upload("of-ana.jpg", colour=(20, 20, 90)))
    assert value(photo, "image").name == stored
    assert "Choose “of-ana.jpg” once more" in text(response)


def test_texts_that_an_article_changed_clash_too(ana, ilse):
    photo = make_photo()
    article = make_quote(photo=photo).article
    window = Window(ana, photo)
    post(ilse, change(article), **{"quotes-0-photo-caption": "By Ilse."})
    response = window.save(caption="By Ana.")
    assert value(photo, "caption") == "By Ilse."
    assert "Ilse Brandt" in text(response)


def test_texts_of_a_photo_are_part_of_the_history_of_its_articles(ana):
    photo = make_photo()
    quoting, covered = make_quote(photo=photo).article, make_article(cover=photo)
    make_article()
    Window(ana, photo).save(credit="Photo: Ana")
    found = Revision.objects.filter(by="ana")
    assert {each.article_key for each in found} == {quoting.pk, covered.pk}
    assert found[0].parts["photos"][str(photo.pk)]["credit"] == "Photo: Ana"


def test_an_article_that_changes_a_photo_writes_the_history_of_the_others(ana):
    photo = make_photo()
    article, other = make_quote(photo=photo).article, make_quote(photo=photo).article
    post(ana, change(article), **{"quotes-0-photo-caption": "By Ana."})
    newest = Revision.objects.of(other.pk).first()
    assert newest.by == "ana"
    assert newest.parts["photos"][str(photo.pk)]["caption"] == "By Ana."


# --- Other names of muscle groups -------------------------------------------------------------


@pytest.fixture
def calves():
    muscle = MuscleGroup.objects.get(slug="calves")
    muscle.other_names.all().delete()
    OtherName.objects.create(muscle=muscle, name="calf")
    return muscle


def with_name(window, name, kind="form"):
    number = int(window.typed["other_names-TOTAL_FORMS"]) - 1
    row = f"other_names-{number}"
    return window.save(**{f"{row}-name": name, f"{row}-kind": kind})


def names_of(muscle):
    return set(muscle.other_names.values_list("name", flat=True))


def test_names_that_two_people_add_are_both_kept(calves, ana, ilse):
    window = Window(ana, calves)
    with_name(Window(ilse, calves), "jumpers")
    assert is_saved(with_name(window, "springs"))
    assert names_of(calves) == {"calf", "jumpers", "springs"}


def test_a_name_that_the_other_removed_stays_removed(calves, ana, ilse):
    window = Window(ana, calves)
    Window(ilse, calves).save(**{"other_names-0-DELETE": "on"})
    assert is_saved(window.save(description="By Ana."))
    assert names_of(calves) == set()


def test_one_name_of_two_kinds_is_asked(calves, ana, ilse):
    window = Window(ana, calves)
    Window(ilse, calves).save(**{"other_names-0-DELETE": "on"})
    response = window.save(**{"other_names-0-kind": "everyday"})
    assert "Other name “calf”" in text(response)
    assert "Not in the list" in re.sub("taken out: |added: ", "", text(response))
    assert is_saved(window.save())
    assert calves.other_names.get().kind == "everyday"


def test_the_names_of_a_deleted_group_come_back_with_it(calves, ana, ilse):
    window = Window(ana, calves)
    ilse.post(url_of(calves, "delete"), {"post": "yes"})
    window.save()
    added = ana.post(reverse("admin:articles_musclegroup_add"), window.typed | {"slug": "calves"})
    assert is_saved(added)
    assert names_of(MuscleGroup.objects.get(slug="calves")) == {"calf"}


def test_an_hour_of_writing_is_no_reason_to_ask(ana, time_machine):
    time_machine.move_to("2026-05-26 10:00 +0000")
    expert = make_expert()
    window = Window(ana, expert)
    time_machine.shift(timedelta(hours=1))
    assert is_saved(window.save(biography="By Ana."))
