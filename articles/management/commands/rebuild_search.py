from articles.management.mending import MendingCommand
from articles.search import index
from articles.search.documents import KINDS


class Command(MendingCommand):
    help = """Makes the search index anew and says what differed.

The database keeps the index true by itself, whatever writes. This is for after a repair of the
database by other means, or to see that nothing is wrong. The site waits while it runs: about two
seconds for ten thousand quotes.

Example: manage.py rebuild_search --dry-run"""

    kept = index
    shown_at = "/search/"

    def differences(self):
        return [each for each in index.differences() if each.total]

    def what_is_there(self):
        return f"The index holds {', '.join(f'{index.size(kind)} {kind}s' for kind in KINDS)}."
