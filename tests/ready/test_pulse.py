"""What is known of the content: soon after a start, after an outage, and when an answer hangs."""

import threading
import time
from email.utils import parsedate_to_datetime

import pytest

from runsite.ready import pulse as pulse_module
from runsite.ready.pulse import Pulse


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
    monkeypatch.setattr(pulse_module, "forget_connections", lambda: None)


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


def test_an_error_is_an_outage_and_ends_by_itself(make, caplog):
    def read():
        if PlayedConnection.down.is_set():
            raise OSError("gone")
        return "1"

    pulse = make(read)
    pulse.ensure()
    returns = pulse.returns
    assert pulse.answers
    PlayedConnection.down.set()
    until(lambda: not pulse.answers)
    assert "gone" in caplog.text
    PlayedConnection.down.clear()
    until(lambda: pulse.answers)
    assert pulse.returns == returns + 1


def test_an_answer_that_never_comes_is_asked_for_anew(make):
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
    hangs.set()
    time.sleep(0.1)
    assert pulse.stamp == "new"


def test_who_starts_in_an_outage_knows_since_when(make, tmp_path):
    def broken():
        raise OSError("gone")

    pulse = make(lambda: "1")
    pulse.ensure()
    later = Pulse(lambda database: broken(), tmp_path / "seen")
    assert abs(later.seen_at - pulse.seen_at) < 1


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
