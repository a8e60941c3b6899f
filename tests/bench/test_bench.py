"""What `make bench` stands on; the measuring itself takes minutes and is no test."""

import shutil
from itertools import islice

import pytest
from django.http import QueryDict

from articles.filters import QuoteFilter
from tests.bench import __main__ as bench
from tests.bench import growth, lighthouse, report
from tests.bench.figures import PAGES, Figure, explorer_addresses
from tests.bench.servers import Site

MUSCLES = [f"muscle-{number:02}" for number in range(21)]


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [(0.65, "≥ 0.65", True), (0.64, "≥ 0.65", False), (2.0, "≤ 2 s", True), (2.1, "≤ 2 s", False)],
)
def test_a_figure_says_whether_its_goal_is_met(value, goal, met):
    figure = Figure("What", value, "s", goal, "why")
    assert figure.is_met is met
    assert ("MISSED" in report.line(figure)) is not met


def test_there_are_enough_different_pages_and_none_is_a_redirect():
    addresses = list(islice(explorer_addresses(["one", "two", "three"], MUSCLES), PAGES))
    assert len(set(addresses)) == PAGES
    for address in addresses[:100]:
        assert QuoteFilter.read(QueryDict(address.partition("?")[2])).url == address


def test_without_nginx_or_wrk_it_says_so_in_a_sentence(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"^make bench needs .*nginx and wrk.*\.$"):
        bench.main()


def test_what_is_written_has_each_figure_beside_its_goal(tmp_path):
    file = tmp_path / "performance.md"
    report.write(file, [Figure("Memory", 148.2, "MB", "≤ 160 MB", "RSS 167 MB")], "No Lighthouse.")
    assert "| Memory | 148 MB | ≤ 160 MB | met | RSS 167 MB |" in file.read_text()


def test_growth_compares_within_a_round_as_the_machine_may_slow_down():
    rounds = [[{"home": 10.0}, {"home": 15.0}], [{"home": 30.0}, {"home": 45.0}]]
    assert "| home | 20.0 | 30.0 | 1.5 | met |" in growth.table("SQLite", rounds)
    slow = [*rounds, [{"home": 10.0}, {"home": 25.0}], [{"home": 10.0}, {"home": 26.0}]]
    assert "| home | 10.0 | 25.5 | 2.0 | met |" in growth.table("SQLite", slow)


def test_without_npx_lighthouse_is_said_to_be_left_out(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert lighthouse.measure(Site(tmp_path), tmp_path) == ([], lighthouse.LEFT_OUT)


def test_the_lowest_of_lighthouses_marks_has_to_meet_the_goal():
    runs = [{"Performance": mark, "SEO": 100} for mark in (100, 97, 98)]
    found = lighthouse.figure("article", runs)
    assert (found.value, found.is_met) == (98, False)
    assert found.note == "Performance 98, SEO 100; 3 rounds"
