"""Several editors at once, in any order: nothing that was saved vanishes unseen."""

import re
from itertools import count
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.history.snapshot import snapshot
from articles.models import Article, Revision
from tests.article_form.windows import Window, is_choice
from tests.factories import make_administrator, make_article, make_quote

EDITORS = 3
WORD = re.compile(r"\bw\d+\b")


def make_magazine():
    article = make_article(live=False, title="w0 w1", introduction="<p>w2</p>")
    for _ in range(3):
        make_quote(article, muscles=["core"])
    return article


def words_of(article):
    """The invented words that stand anywhere in the article."""
    return set(WORD.findall(str(snapshot(article.pk))))


def rows(window):
    return [name for name in window.typed if re.fullmatch(r"quotes-\d+-id", name)]


class Editor:
    """Somebody with a window, and with all that they have ever seen in it."""

    def __init__(self, number, article, words):
        self.client = Client()
        self.client.force_login(make_administrator(f"editor{number}"))
        self.article = article
        self.words = words
        self.open()

    def open(self):
        self.window = Window(self.client, self.article)
        self.seen = self.shown

    @property
    def shown(self):
        return set(WORD.findall(str(self.window.typed)))

    @property
    def new(self):
        """What they typed, as far as it still stands in their window."""
        return self.shown - self.seen

    def word(self):
        return f"w{next(self.words)}"

    def edit(self, kind, index):
        typed = self.window.typed
        prefix = rows(self.window)[index].removesuffix("-id")
        if kind in ("title", "introduction", "standfirst"):
            typed[kind] = f"{typed[kind]} {self.word()}"
        elif kind in ("heading", "body"):
            typed[f"{prefix}-{kind}"] = self.word()
        elif kind == "remove":
            typed[f"{prefix}-DELETE"] = "on"
        elif kind == "move":
            typed[f"{prefix}-position"] = "1"
        elif kind == "add":
            blank = int(typed["quotes-INITIAL_FORMS"]) + index
            typed[f"quotes-{blank}-heading"] = self.word()

    def save(self, answer):
        """Saves, answers what is asked, and returns the words of the choice page."""
        response = self.window.save()
        asked = set()
        if is_choice(response):
            html = response.content.decode()
            asked = set(WORD.findall(re.sub(r"<textarea.*?</textarea>", "", html, flags=re.DOTALL)))
            names = dict.fromkeys(re.findall(r'name="choice-([^"]+)"', html), answer)
            response = self.window.choose(**names)
        assert response.status_code == 302, response.status_code
        return asked


EDIT = st.tuples(
    st.sampled_from(
        ["title", "introduction", "standfirst", "heading", "body", "remove", "move", "add"]
    ),
    st.integers(0, 2),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, EDITORS - 1), st.lists(EDIT, max_size=3), st.sampled_from(["theirs", "mine"])
    ),
    min_size=2,
    max_size=6,
)


@pytest.mark.django_db
@settings(
    max_examples=200,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_every_saved_change_is_there_or_was_put_to_its_author(db, steps):
    with transaction.atomic():
        play(steps)
        transaction.set_rollback(True)


def play(steps):
    article, words = make_magazine(), count(3)
    editors = [Editor(number, article, words) for number in range(EDITORS)]
    for number, edits, answer in steps:
        editor = editors[number]
        if not rows(editor.window)[2:]:
            editor.open()
            edits = [edit for edit in edits if edit[0] in ("title", "introduction", "standfirst")]
        for kind, index in edits:
            editor.edit(kind, index)
        before, new = words_of(article), editor.new
        asked = editor.save(answer)
        after = words_of(article)
        removed_by_me = [edit for edit in edits if edit[0] == "remove"]
        assert before - after <= editor.seen | asked, (edits, "vanished unseen")
        assert new - after <= asked or removed_by_me, (edits, "own words dropped")
        editor.open()
    numbers = Revision.objects.filter(article_key=article.pk).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert Article.objects.get(pk=article.pk).version == len(numbers)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs concurrent transactions")
@pytest.mark.django_db(transaction=True)
def test_saves_at_the_very_same_moment_are_all_kept_or_asked():
    for _ in range(5):
        at_the_same_moment()


def at_the_same_moment():
    """Four windows on one version: three change parts of their own, two of them also the title."""
    article, words = make_magazine(), count(3)
    number = Article.objects.count() * 10
    editors = [Editor(number + each, article, words) for each in range(4)]
    for index, editor in enumerate(editors[:3]):
        editor.edit("body", index)
    for editor in editors[2:]:
        editor.edit("title", 0)
    barrier, asked = Barrier(len(editors)), {}

    def save(editor):
        barrier.wait()
        asked[editor] = editor.save("theirs")
        connections.close_all()

    threads = [Thread(target=save, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    now = words_of(article)
    assert len(asked) == len(editors)
    for editor in editors:
        assert editor.new <= now | asked[editor]
    assert sum(bool(words) for words in asked.values()) == 1
    numbers = list(Revision.objects.of(article.pk).values_list("number", flat=True))
    assert numbers == list(range(len(numbers), 0, -1))
