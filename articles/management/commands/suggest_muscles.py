import json
import sys
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import CommandError

from articles.management.documented import DocumentedCommand
from articles.mentions import suggest
from articles.models import MuscleGroup

STDIN = "-"


class Command(DocumentedCommand):
    help = """Says which muscle groups texts name, by the words of the vocabulary.

FILE has a JSON object a line with a "text"; each becomes a line with "muscles", sorted slugs. Where
lines also have "muscles" and "optional" as labels, --score prints precision, recall and what was
missed instead; an optional group counts neither for nor against.

Example: manage.py suggest_muscles passages.jsonl --score"""
    writes = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="JSON lines, or - for standard input")
        parser.add_argument("--score", action="store_true", help="compare with the labels")
        super().add_arguments(parser)

    def handle(self, *, file, score, **options):
        rows = list(self.read(file))
        names = MuscleGroup.objects.vocabulary()
        found = [muscles_in(row["text"], names) for row in rows]
        if not score:
            for muscles in found:
                self.stdout.write(json.dumps({"muscles": sorted(muscles)}))
            return
        scored = Score.of(rows, found)
        for line in scored.misses:
            self.stdout.write(line)
        self.stdout.write(str(scored))

    def read(self, file):
        try:
            text = sys.stdin.read() if file == STDIN else Path(file).read_text(encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} can’t be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8.") from error
        # Not splitlines: a text may hold other line ends than these.
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield read_row(number, line)


def read_row(number, line):
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CommandError(f"Line {number} is no JSON: {error}.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise CommandError(f"Line {number} has no “text”.")
    for label in ("muscles", "optional"):
        if not isinstance(row.setdefault(label, []), list):
            raise CommandError(f"“{label}” in line {number} is no list.")
    return row


def muscles_in(text, names):
    return {each.slug for each in suggest(text, names) if not each.asks}


class Score(NamedTuple):
    """How many tags were found, were wrong and were missed, and a line for each text with one."""

    found: int
    wrong: int
    missed: int
    misses: list[str]

    @classmethod
    def of(cls, rows, suggested):
        found = wrong = missed = 0
        misses = []
        for number, (row, given) in enumerate(zip(rows, suggested, strict=True), start=1):
            wanted = set(row["muscles"])
            too_many, too_few = given - wanted - set(row["optional"]), wanted - given
            found += len(wanted & given)
            wrong += len(too_many)
            missed += len(too_few)
            if too_many or too_few:
                signs = [*(f"+{slug}" for slug in too_many), *(f"-{slug}" for slug in too_few)]
                misses.append(f"{number}: {' '.join(sorted(signs))} | {row['text']}")
        return cls(found, wrong, missed, misses)

    @property
    def precision(self):
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self):
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    def __str__(self):
        return (
            f"Precision {self.precision:.3f}, recall {self.recall:.3f}: {self.found} found, "
            f"{self.wrong} too many (+), {self.missed} missed (-)."
        )
