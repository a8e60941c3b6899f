from articles.dated import rules, tallies
from articles.management.documented import DocumentedCommand
from articles.models import DatedTag


class Command(DocumentedCommand):
    help = """Counts the quotes anew, by muscle and by expert, and says what was wrong.

The database keeps these numbers true by itself, whatever writes. This is for after a repair of the
database by other means, or to see that nothing is wrong. Writers wait while it runs: about two
seconds for ten thousand quotes.

Example: manage.py recount --dry-run"""

    def handle(self, *, dry_run, **options):
        if rules.missing_rules():
            found = ["The rules that keep it true are missing."]
        else:
            found = rules.differences()
        for line in found or ["Nothing differs."]:
            self.stdout.write(line)
        if dry_run:
            ending = "Next: run it without --dry-run." if found else "Nothing is to be done."
        else:
            rules.rebuild()
            ending = "Next: /quotes/ on the site."
        quotes = tallies.naming_any(frozenset())
        self.stdout.write(
            f"There are {quotes} quotes that name a muscle {DatedTag.objects.count():,} times. "
            f"{ending}"
        )
