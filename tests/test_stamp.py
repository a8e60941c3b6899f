"""The stamp of the content changes with all that pages are made of, whatever writes it."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from articles import stamp
from articles.models import Article, Category, Expert, MuscleGroup, Photo, Quote, SimplePage
from tests.factories import make_article, make_expert, make_page, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    quote = make_quote(muscles=["calves"], photo=make_photo())
    make_page()
    return quote


def moved(do):
    """Whether the stamp is another after this. PostgreSQL counts transactions: each has its own."""
    before = stamp.read(connection)
    do()
    return stamp.read(connection) != before


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


WRITES = {
    "save": lambda: Article.objects.get().save(),
    "update": lambda: Expert.objects.update(title="Coach"),
    "bulk_create": lambda: Category.objects.bulk_create([Category(name="A", slug="a")]),
    "bulk_update": lambda: Quote.objects.bulk_update(
        [Quote(pk=Quote.objects.get().pk, heading="New")], ["heading"]
    ),
    "a tag": lambda: Quote.objects.get().muscles.clear(),
    "a muscle": lambda: MuscleGroup.objects.filter(slug="neck").update(description="New."),
    "a photo": lambda: Photo.objects.update(caption="New"),
    "a page": lambda: SimplePage.objects.update(title="New"),
    "delete": lambda: Quote.objects.all().delete(),
    "raw SQL": lambda: sql("UPDATE articles_article SET title = 'New'"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_it_changes_with_every_way_of_writing(house, write):
    assert moved(write)


@pytest.mark.django_db(transaction=True)
def test_it_stays_with_all_that_no_reader_sees(house):
    assert not moved(lambda: User.objects.create_user("nora"))
    assert not moved(lambda: list(Quote.objects.all()))
    assert not moved(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_changes_nothing(house):
    def taken_back():
        with transaction.atomic():
            Expert.objects.update(title="Coach")
            transaction.set_rollback(True)

    assert not moved(taken_back)


def test_it_changes_when_the_time_of_an_article_comes(time_machine):
    hour = timezone.now() + timedelta(hours=1)
    make_article(published_at=hour)
    before = stamp.read(connection)
    time_machine.move_to(hour - timedelta(seconds=1), tick=False)
    assert stamp.read(connection) == before
    time_machine.move_to(hour, tick=False)
    assert stamp.read(connection) != before


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_the_writer_who_began_first_and_ends_last_moves_it_too(house):
    begun, other_done = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            make_expert("Slow")
            begun.set()
            other_done.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(10)
    make_expert("Quick")
    after_quick = stamp.read(connection)
    other_done.set()
    thread.join()
    assert stamp.read(connection) != after_quick


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite keeps one row")
@pytest.mark.django_db(transaction=True)
def test_what_is_older_than_some_minutes_is_dropped(house):
    sql("UPDATE articles_stamp SET made_at = now() - interval '1 hour'")
    make_expert()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_stamp")
        assert cursor.fetchone() == (1,)


def test_another_database_has_another_stamp():
    first = stamp.read(connection)
    with transaction.atomic():
        stamp.drop()
        stamp.make()
        assert stamp.read(connection) != first
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_it_moves_when_its_rules_were_lifted_for_a_while(house):
    before = stamp.read(connection)
    stamp.lift_rules()
    assert not stamp.exists()
    make_expert()
    stamp.make()
    assert stamp.exists()
    assert stamp.read(connection) != before
