from articles.management.documented import DocumentedCommand
from articles.search import index
from articles.search.documents import KINDS


class Command(DocumentedCommand):
    help = """Makes the search index anew and says what differed.

The database keeps the index true by itself, whatever writes. This is for after a repair of the
database by other means, or to see that nothing is wrong. The site waits while it runs: about two
seconds for ten thousand quotes.

Example: manage.py rebuild_search --dry-run"""

    def handle(self, *, dry_run, **options):
        if index.missing_rules():
            found = ["The rules that keep it true are missing."]
        else:
            found = [str(each) for each in index.differences() if each.total]
        for line in found or ["Nothing differs."]:
            self.stdout.write(line)
        if dry_run:
            ending = "Next: run it without --dry-run." if found else "Nothing is to be done."
        else:
            index.rebuild()
            ending = "Next: /search/ on the site."
        sizes = ", ".join(f"{index.size(kind)} {kind}s" for kind in KINDS)
        self.stdout.write(f"The index holds {sizes}. {ending}")
