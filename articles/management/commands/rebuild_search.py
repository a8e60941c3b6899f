from articles.management.documented import DocumentedCommand
from articles.search import index
from articles.search.documents import KINDS


class Command(DocumentedCommand):
    help = """Makes the search index anew and says what differed.

The database keeps the index true by itself, whatever writes. This is for after a repair of the
database by other means, or to see that nothing is wrong. Nobody can save while it runs: a second
for a thousand quotes or less.

Example: manage.py rebuild_search --dry-run"""

    def handle(self, *, dry_run, **options):
        found = index.differences()
        for each in found:
            self.stdout.write(str(each))
        wrong = sum(each.total for each in found)
        if not dry_run:
            index.rebuild()
        sizes = ", ".join(f"{index.size(kind)} {kind}s" for kind in KINDS)
        if dry_run and wrong:
            self.stdout.write(f"The index holds {sizes}. Next: run it without --dry-run.")
        else:
            self.stdout.write(
                f"The index holds {sizes}, all as they are. Next: /search/ on the site."
            )
