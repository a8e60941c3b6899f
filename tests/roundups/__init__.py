"""Plain-text roundups, and what tests ask of one that was read."""

from pathlib import Path

from articles.roundup import read_roundup

ROUNDUPS = Path(__file__).parent
FILES = sorted(path.name for path in ROUNDUPS.glob("*.txt"))


def source(name):
    return (ROUNDUPS / name).read_text(encoding="utf-8")


def read(name, **options):
    return read_roundup(source(name), **options)


def headings(roundup):
    return [section.heading and section.heading.text for section in roundup.sections]


def names(roundup):
    return [section.person.name for section in roundup.sections]


def words(lines):
    return [line.text for line in lines]


def doubts(roundup):
    return {line.number: reason for line, reason in roundup.account.problems}
