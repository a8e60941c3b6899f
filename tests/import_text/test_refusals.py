"""Texts that are no roundup, and files that are no text."""

import io

import pytest
from django.core.management import CommandError

from articles import richtext
from articles.models import (
    Article,
)
from tests.import_text.command import (
    ROUNDUPS,
    ROWING,
    last_line,
    run,
    stored,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "text.txt is empty."),
        (b"\xef\xbb\xbf \r\n\t\n", "text.txt is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text.txt is no plain text"),
        (b"PK\x03\x04\x14\x00", "text.txt is no plain text"),
        (b"caf\x81", "text.txt is no plain text"),
        (b"a" * (2 * 1024 * 1024 + 1), "text.txt is larger than 2 MB"),
        (b"Just a line\n", "text.txt has no line such as “Name, affiliation”"),
        (b"(Photo: A. B.)\n", "text.txt has no line such as “Name, affiliation”"),
    ],
)
def test_what_is_no_roundup_is_refused_in_one_sentence(data, reason, run_text):
    with pytest.raises(CommandError) as error:
        run_text(data)
    assert str(error.value).startswith(reason)
    assert str(error.value).endswith(".")
    assert not Article.objects.exists()


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing.txt can’t be read: No such file"):
        run(tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="can’t be read: Is a directory"):
        run(tmp_path)


@pytest.mark.parametrize(("codec", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_and_named(codec, name, run_text):
    output = run_text(ROWING.read_text().replace("Å", "A").encode(codec))
    assert f"text.txt is not UTF-8; it was read as {name}." in output
    assert "Here’s what they told us." in richtext.plain_text(Article.objects.get().introduction)


def test_a_text_can_come_by_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROWING.read_bytes())))
    assert "was added with" in last_line(run("-"))


def test_what_the_models_refuse_is_said_and_nothing_is_written(run_text):
    before = stored()
    text = f"{'Long ' * 40}\n\nWe asked.\n\nThe claim\n\nAna Ruiz, Coach\n\nGlutes.\n"
    with pytest.raises(CommandError, match=r"Nothing was written: article “Long Long.* 160 char"):
        run_text(text)
    assert stored() == before


def test_lines_that_were_not_understood_are_printed_with_their_numbers():
    output = run(ROUNDUPS / "american.txt")
    assert (
        "  line 7 stands at the head and is no name, date or category; it was left out: 7 min read"
        in output
    )
