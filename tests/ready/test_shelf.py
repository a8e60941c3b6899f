"""What is held stays within its bounds, in memory and on disk."""

import os
import shutil
from pathlib import Path

import pytest

from runsite.ready.page import make_page
from runsite.ready.shelf import Shelf

A, B = ("a", ""), ("b", "")


def page(stamp="1", size=1000):
    return make_page(stamp, [("Content-Type", "text/plain")], os.urandom(size))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "ready", 60_000)


def test_what_was_put_is_there_and_for_siblings_too(shelf):
    kept = page()
    shelf.put(A, kept)
    assert shelf.get_from_memory(A) == kept
    sibling = Shelf(shelf.folder, 60_000)
    assert sibling.get_from_memory(A) is None
    assert sibling.get(A, "1") == kept
    assert sibling.get_from_memory(A) == kept


def test_what_was_asked_for_least_goes_first(shelf):
    for letter in "abcdef":
        shelf.put((letter, ""), page())
        shelf.get_from_memory(A)
    for number in range(20):
        shelf.put((str(number), ""), page())
        shelf.get_from_memory(A)
    assert shelf.size <= 60_000
    assert shelf.size == sum(each.size for each in shelf.pages.values())
    assert shelf.get_from_memory(A)
    assert not shelf.get_from_memory(B)


def test_the_same_page_anew_takes_no_more_room(shelf):
    for number in range(50):
        shelf.put(A, page(str(number)))
    assert len(shelf.pages) == 1
    assert shelf.size == shelf.get_from_memory(A).size


def test_a_page_that_is_larger_than_all_is_not_held(shelf):
    shelf.put(B, page())
    shelf.put(A, page(size=60_000))
    assert not shelf.get_from_memory(A)
    assert shelf.get_from_memory(B)


def test_the_disk_is_bounded_too(shelf):
    for number in range(200):
        shelf.put((str(number), ""), page())
    on_disk = sum(file.stat().st_size for file in shelf.folder.iterdir())
    assert on_disk <= 2 * shelf.most


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"\xe9\x05", b"[" * 5000, b"[1]\n", b"{}", b"[1, 2]\n"]
)
def test_a_file_that_is_damaged_is_no_page(shelf, content):
    shelf.put(A, page())
    shelf.file(A).write_bytes(content)
    assert shelf.get_from_disk(A) is None


def test_the_file_of_another_address_is_no_page(shelf):
    shelf.put(A, page())
    shelf.file(A).rename(shelf.file(B))
    assert shelf.get_from_disk(B) is None


def test_what_was_dropped_is_gone_from_memory_and_disk(shelf):
    shelf.put(A, page())
    shelf.drop(A)
    assert shelf.get_from_memory(A) is None
    assert shelf.get_from_disk(A) is None
    assert shelf.size == 0


def test_a_folder_that_was_removed_comes_back(shelf):
    shelf.put(A, page())
    shutil.rmtree(shelf.folder)
    shelf.put(B, page())
    assert shelf.get_from_disk(B)


def test_half_a_file_is_no_page(shelf):
    shelf.put(A, page())
    whole = shelf.file(A).read_bytes()
    shelf.file(A).write_bytes(whole[:-100])
    assert shelf.get_from_disk(A) is None


def test_a_full_disk_keeps_no_page_from_its_reader(shelf, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "write", full)
    shelf.put(A, page())
    assert shelf.get_from_memory(A)


def test_what_cannot_be_removed_from_the_disk_is_gone_from_memory(shelf, monkeypatch):
    def unwritable(*arguments):
        raise PermissionError(13, "Permission denied")

    shelf.put(A, page())
    monkeypatch.setattr(Path, "unlink", unwritable)
    shelf.drop(A)
    assert not shelf.get_from_memory(A)


def test_the_disk_keeps_what_is_asked_for_though_it_was_made_first(shelf):
    shelf.put(A, page())
    for number in range(200):
        shelf.put((str(number), ""), page())
        shelf.get_from_memory(A)
    assert shelf.file(A).exists()


def test_what_a_killed_process_left_half_written_goes(shelf):
    half = shelf.folder / "4711-1.page"
    shelf.put(A, page())
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    for number in range(200):
        shelf.put((str(number), ""), page())
    assert not half.exists()


def test_another_release_makes_its_own_pages(shelf):
    shelf.put(A, page())
    other = Shelf(shelf.folder, 60_000, "2")
    assert other.get(A, "1") is None
    other.put(A, page("2"))
    assert shelf.get(A, "1").stamp == "1"
