"""What is held stays within its bounds, in memory and on disk."""

import os
import shutil

import pytest

from runsite.ready.page import make_page
from runsite.ready.shelf import Shelf


def page(stamp="1", size=1000):
    return make_page(stamp, [("Content-Type", "text/plain")], os.urandom(size))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "ready", 60_000)


def test_what_was_put_is_there_and_for_siblings_too(shelf):
    kept = page()
    shelf.put("a", kept)
    assert shelf.get("a") == kept
    sibling = Shelf(shelf.folder, 60_000)
    assert sibling.get("a") is None
    assert sibling.get_from_disk("a") == kept
    assert sibling.get("a") == kept


def test_what_was_asked_for_least_goes_first(shelf):
    for key in "abcdef":
        shelf.put(key, page())
        shelf.get("a")
    for number in range(20):
        shelf.put(str(number), page())
        shelf.get("a")
    assert shelf.size <= 60_000
    assert shelf.size == sum(each.size for each in shelf.pages.values())
    assert shelf.get("a")
    assert not shelf.get("b")


def test_the_same_page_anew_takes_no_more_room(shelf):
    for number in range(50):
        shelf.put("a", page(str(number)))
    assert len(shelf.pages) == 1
    assert shelf.size == shelf.get("a").size


def test_a_page_that_is_larger_than_all_is_not_held(shelf):
    shelf.put("b", page())
    shelf.put("a", page(size=60_000))
    assert not shelf.get("a")
    assert shelf.get("b")


def test_the_disk_is_bounded_too(shelf):
    for number in range(200):
        shelf.put(str(number), page())
    on_disk = sum(file.stat().st_size for file in shelf.folder.iterdir())
    assert on_disk <= 2 * shelf.most


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"\xe9\x05", b"[" * 5000, b"[1]\n", b"{}", b"[1, 2]\n"]
)
def test_a_file_that_is_damaged_is_no_page(shelf, content):
    shelf.put("a", page())
    shelf.file("a").write_bytes(content)
    assert shelf.get_from_disk("a") is None


def test_the_file_of_another_address_is_no_page(shelf):
    shelf.put("a", page())
    shelf.file("a").rename(shelf.file("b"))
    assert shelf.get_from_disk("b") is None


def test_what_was_dropped_is_gone_from_memory_and_disk(shelf):
    shelf.put("a", page())
    shelf.drop("a")
    assert shelf.get("a") is None
    assert shelf.get_from_disk("a") is None
    assert shelf.size == 0


def test_a_folder_that_was_removed_comes_back(shelf):
    shelf.put("a", page())
    shutil.rmtree(shelf.folder)
    shelf.put("b", page())
    assert shelf.get_from_disk("b")


def test_half_a_file_is_no_page(shelf):
    shelf.put("a", page())
    whole = shelf.file("a").read_bytes()
    shelf.file("a").write_bytes(whole[:-100])
    assert shelf.get_from_disk("a") is None


def test_a_full_disk_keeps_no_page_from_its_reader(shelf, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "write", full)
    shelf.put("a", page())
    assert shelf.get("a")
