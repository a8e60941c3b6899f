"""Numbers of quotes, exact or at least so great."""

from typing import Self

from django.db import models

# So many rows are looked at where a count is stored nowhere.
MOST = 1000
# So many muscles that one quote names are counted together.
MOST_TOGETHER = 3


class Count(int):
    """A number as readers see it: "1,204", or "1,000+" where `more` may be there.

    It is true where there are any, or may be.
    """

    more: bool

    def __new__(cls, value: int, more: bool = False) -> Self:
        made = super().__new__(cls, value)
        made.more = more
        return made

    def __bool__(self) -> bool:
        return self > 0 or self.more

    def __str__(self) -> str:
        return f"{int(self):,}{'+' if self.more else ''}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


class CountField(models.IntegerField):
    """For annotations: what comes from the database is a `Count`."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else Count(value)
