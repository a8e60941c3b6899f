import sys
from pathlib import Path

from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse

from articles.history.recording import record
from articles.management.documented import DocumentedCommand
from articles.meta import absolute
from articles.models import Expert, MuscleGroup
from articles.names import similar_names
from articles.roundup import NotARoundup, draft, read_roundup, report
from articles.roundup.source import Unreadable, decode

STDIN = "-"


class Command(DocumentedCommand):
    help = """Turns a plain-text roundup, as copied from a web page, into a draft.

The text has a title, "By …", "Updated on …", an introduction, and for each expert a short heading,
a line "Name, affiliation" and paragraphs. Run again on the same text, it changes nothing; what
somebody has edited since is never overwritten.

Example: manage.py import_text roundup.txt --author "Nora Whitlock" --dry-run"""

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
        parser.add_argument(
            "--author", default="", metavar="NAME", help="in place of the name after “By”"
        )
        parser.add_argument("--publish", action="store_true", help="readers see it at once")
        parser.add_argument(
            "--tag",
            action="store_true",
            help="set the muscles it suggests, but for its questions (?)",
        )
        super().add_arguments(parser)

    def handle(self, *, file, author, publish, tag, dry_run, **options):
        self.roundup = self.read(file)
        self.say_what_was_understood()
        try:
            with transaction.atomic():
                said, following = self.write(author.strip(), publish, tag)
                transaction.set_rollback(dry_run)
        except draft.CannotWrite as error:
            raise CommandError(f"Nothing was written: {error}.") from error
        if dry_run:
            said = f"Nothing was written; without --dry-run: {said}"
            following = "run it without --dry-run."
        self.stdout.write(f"\n{said}. Next: {following}")

    def read(self, file):
        name = "The text" if file == STDIN else Path(file).name
        try:
            data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
            text, encoding = decode(data)
            roundup = read_roundup(text, Expert.objects.values_list("name", flat=True))
        except OSError as error:
            raise CommandError(f"{file} can’t be read: {error.strerror}.") from error
        except (Unreadable, NotARoundup) as error:
            raise CommandError(f"{name} {error}.") from error
        if encoding != "UTF-8":
            self.stdout.write(f"{name} is not UTF-8; it was read as {encoding}.\n")
        return roundup

    # --- What is written ----------------------------------------------------------------------

    def write(self, author, publish, tag):
        """Returns what is there now, and what comes next."""
        article = draft.find_article(self.roundup)
        if article is None:
            article = draft.make_article(self.roundup, author)
            what = f"was added with {report.summary(self.roundup)}"
        elif changed := draft.differences(article, self.roundup):
            return self.left_alone(article, changed, publish or tag)
        else:
            what = "was there already, with the same words"
        if tag and self.tag(article):
            what += ", with the suggested muscles set"
        if publish and article.published_at is None:
            draft.publish(article, self.roundup)
        record(article.pk, by="import_text")
        return f"“{article}” {what}. Now: {state(article)}", self.next_step(article, tag)

    def left_alone(self, article, changed, more_was_asked):
        said = (
            f"“{article}” is there already with other words in {', '.join(changed)}, edited since "
            f"or from another text; it was left as it is"
        )
        if more_was_asked:
            raise draft.CannotWrite(f"{said}, so edit and publish it at {edit_address(article)}")
        return said, f"edit it at {edit_address(article)}"

    def tag(self, article):
        """Whether muscles were set: on quotes that have none, unless an editor confirmed that."""
        groups = MuscleGroup.objects.in_bulk(field_name="slug")
        pairs = zip(article.quotes.for_page(), self.suggested, strict=True)
        bare = [
            (quote, {groups[each.slug].pk: each.said for each in found if not each.asks})
            for quote, found in pairs
            if not quote.none_named and not quote.tagged_items.exists()
        ]
        for quote, said in bare:
            quote.name_muscles(said)
        return any(said for _, said in bare)

    def next_step(self, article, tag):
        if article.state == article.State.LIVE:
            return f"read it at {absolute(article.get_absolute_url())}"
        muscles = "" if tag else " and choose the muscles"
        return f"check it{muscles} at {edit_address(article)}"

    # --- What is said -------------------------------------------------------------------------

    def say_what_was_understood(self):
        names = MuscleGroup.objects.vocabulary()
        self.suggested = [report.suggestions(each, names) for each in self.roundup.sections]
        self.stdout.write("     Line  became")
        for row in report.table(self.roundup):
            self.stdout.write(row)
        self.say_who_speaks()
        problems = [*report.problems(self.roundup), *self.near_names()]
        if problems:
            self.stdout.write(self.style.WARNING("\nPlease look at"))
            for problem in problems:
                self.stdout.write(f"  {problem}")

    def say_who_speaks(self):
        titles = dict(MuscleGroup.objects.values_list("slug", "name"))
        self.stdout.write("\nExperts, and the muscles that their words suggest")
        for section, found in zip(self.roundup.sections, self.suggested, strict=True):
            known = "known" if draft.find_named(Expert, section.person.name) else "new"
            self.stdout.write(f"  {report.described(section.person)} ({known})")
            for proposal in found:
                for line in report.prompted(titles[proposal.slug], proposal):
                    self.stdout.write(f"    {line}")
            if not found:
                self.stdout.write("    none")

    def near_names(self):
        """Names that are new but spelt nearly like one that is there."""
        names = list(Expert.objects.values_list("name", flat=True))
        for section in self.roundup.sections:
            name = section.person.name
            alike = similar_names(name, names)
            if alike and not draft.find_named(Expert, name):
                number = section.person_line.number
                yield f"line {number} names a new expert, {name}: the same person as {alike[0]}?"


def state(article):
    words = article.state_in_words
    return words[:1].lower() + words[1:]


def edit_address(article):
    return absolute(reverse("admin:articles_article_change", args=[article.pk]))
