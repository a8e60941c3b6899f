"""What became of each line, and which of them the reader is not sure about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.roundup.lines import Line

LEFT_OUT = "left out"


@dataclass
class Account:
    parts: dict[Line, str] = field(default_factory=dict)
    problems: list[tuple[Line, str]] = field(default_factory=list)

    def take(self, part: str, lines: Iterable[Line]) -> None:
        self.parts |= dict.fromkeys(lines, part)

    def leave_out(self, line: Line, reason: str) -> None:
        self.parts[line] = LEFT_OUT
        self.doubt(line, reason)

    def doubt(self, line: Line, reason: str) -> None:
        self.problems.append((line, reason))
