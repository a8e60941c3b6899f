"""What is known of the content: soon after a start, after an outage, and when an answer hangs."""

import os
import threading
import time
from email.utils import parsedate_to_datetime

import pytest
from django.db import connections

from runsite.ready import backend
from runsite.ready import pulse as pulse_module
from runsite.ready.pulse import Pulse

# As they are in life.
ASKED_FOR, GIVEN_UP = pulse_module.BEAT, pulse_module.PATIENCE
forget_connections = pulse_module.forget_connections


class PlayedConnection:
    """Of a database that answers, unless it is `down`."""

    down = threading.Event()

    def close(self):
        pass


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Sooner than in life, but not too soon for a busy machine; and without a database."""
    for name, seconds in {"BEAT": 0.05, "PATIENCE": 1.5, "HOPELESS": 2.5}.items():
        monkeypatch.setattr(pulse_module, name, seconds)
    monkeypatch.setattr(pulse_module, "own_connection", PlayedConnection)


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """How often the pool was."""
    times = []
    monkeypatch.setattr(pulse_module, "forget_connections", lambda: times.append(1))
    return times


@pytest.fixture
def make(tmp_path):
    made = []

    def make(read):
        made.append(Pulse(lambda database: read(), tmp_path / "seen"))
        return made[-1]

    yield make
    for pulse in made:
        pulse.thread = None


def until(is_so):
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_promises_of_seconds_are_kept():
    """An edit is seen within one, and an outage is noticed within five."""
    assert ASKED_FOR <= 0.5
    assert GIVEN_UP + backend.LOOK < 5


def test_all_who_ask_first_wait_for_the_first_answer(make):
    def slow():
        time.sleep(0.1)
        return "1"

    pulse = make(slow)
    seen = []

    def ask():
        pulse.ensure()
        seen.append((pulse.answers, pulse.stamp))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert seen == [(True, "1")] * 6


def test_another_stamp_is_soon_known(make):
    stamps = iter("1234567890" * 100)
    pulse = make(lambda: next(stamps))
    pulse.ensure()
    until(lambda: pulse.stamp == "4")
    assert pulse.answers


def test_an_error_is_an_outage_and_ends_by_itself(make, caplog, forgotten):
    def read():
        if PlayedConnection.down.is_set():
            raise OSError("gone")
        return "1"

    pulse = make(read)
    pulse.ensure()
    returns = pulse.returns
    assert pulse.answers
    assert not forgotten
    PlayedConnection.down.set()
    until(lambda: not pulse.answers)
    assert caplog.text.count("gone") == 1
    PlayedConnection.down.clear()
    until(lambda: pulse.answers)
    assert pulse.returns == returns + 1
    until(lambda: forgotten == [1])


def test_a_start_without_a_database_says_why_in_the_log(make, caplog):
    def read():
        raise OSError("no such table: articles_stamp")

    pulse = make(read)
    pulse.ensure()
    assert not pulse.answers
    assert caplog.text.count("articles_stamp") == 1


def test_the_pool_is_forgotten_before_it_is_closed(monkeypatch):
    """Whoever asks meanwhile makes another instead of getting one that is closed."""
    pools, seen = {}, []

    class PlayedPool:
        def close(self):
            seen.append(dict(pools))

    pools["default"] = PlayedPool()
    monkeypatch.setattr(connections["default"], "_connection_pools", pools, raising=False)
    forget_connections()
    forget_connections()
    assert seen == [{}]


def test_an_answer_that_never_comes_is_asked_for_anew(make, caplog, forgotten):
    hangs = threading.Event()
    asked = []

    def read():
        asked.append(1)
        if len(asked) == 1:
            hangs.wait(20)
            return "old"
        return "new"

    pulse = make(read)
    pulse.ensure()
    assert not pulse.answers

    def answers():
        pulse.ensure()
        return pulse.answers

    until(answers)
    assert "it is silent" in caplog.text
    until(lambda: forgotten == [1])
    hangs.set()
    time.sleep(0.1)
    assert pulse.stamp == "new"


def test_who_starts_in_an_outage_knows_since_when(make, tmp_path):
    def broken():
        raise OSError("gone")

    mark = tmp_path / "seen"
    mark.touch()
    os.utime(mark, (1000, 1000))
    pulse = make(broken)
    pulse.ensure()
    assert pulse.stale_since("") == [("X-Stale-Since", "Thu, 01 Jan 1970 00:16:40 GMT")]


def test_who_starts_in_an_outage_waits_once(make):
    def broken():
        raise OSError("gone")

    pulse = make(broken)
    pulse.ensure()
    begun = time.monotonic()
    for _ in range(10):
        pulse.ensure()
    assert time.monotonic() - begun < pulse_module.PATIENCE
    assert not pulse.answers


def test_a_page_is_stale_since_the_last_answer_or_since_the_change(make):
    stamps = ["1"]
    pulse = make(lambda: stamps[-1])
    pulse.ensure()
    time.sleep(1.1)
    stamps.append("2")
    until(lambda: pulse.stamp == "2")
    time.sleep(1.1)
    until(lambda: pulse.seen_at > pulse.changed_at + 1)
    [(name, of_old)], [(_, of_new)] = pulse.stale_since("1"), pulse.stale_since("2")
    assert name == "X-Stale-Since"
    assert parsedate_to_datetime(of_old) < parsedate_to_datetime(of_new)
