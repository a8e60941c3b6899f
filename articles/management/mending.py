from typing import Any

from articles.management.documented import DocumentedCommand


class MendingCommand(DocumentedCommand):
    """Makes anew what the database keeps by its rules, and says what was wrong with it.

    `kept` is the module that keeps it, and `shown_at` the page where it is seen.
    """

    kept: Any = None
    shown_at = ""

    def differences(self):
        return self.kept.differences()

    def what_is_there(self):
        raise NotImplementedError

    def handle(self, *, dry_run, **options):
        if not self.kept.exists():
            found = ["The rules that keep it true are missing."]
        else:
            found = self.differences()
        for line in found or ["Nothing differs."]:
            self.stdout.write(str(line))
        if dry_run:
            ending = "Next: run it without --dry-run." if found else "Nothing is to be done."
        else:
            self.kept.rebuild()
            ending = f"Next: {self.shown_at} on the site."
        self.stdout.write(f"{self.what_is_there()} {ending}")
