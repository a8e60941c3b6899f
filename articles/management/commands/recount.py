from articles.dated import rules, tallies
from articles.management.mending import MendingCommand
from articles.models import DatedTag


class Command(MendingCommand):
    help = """Counts the quotes anew, by muscle and by expert, and says what was wrong.

The database keeps these numbers true by itself, whatever writes. This is for after a repair of the
database by other means, or to see that nothing is wrong. Writers wait while it runs: about two
seconds for ten thousand quotes.

Example: manage.py recount --dry-run"""

    kept = rules
    shown_at = "/quotes/"

    def what_is_there(self):
        quotes = tallies.naming_any(frozenset())
        return f"There are {quotes} quotes that name a muscle {DatedTag.objects.count():,} times."
