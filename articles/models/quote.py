from hashlib import sha256

from django.db import models
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles import richtext
from articles.folding import fold
from articles.models.article import Article
from articles.models.muscle import MuscleGroup
from articles.models.people import Expert
from articles.models.photo import Photo
from articles.querysets import QuoteQuerySet, TaggedQuoteQuerySet
from articles.said import HELPS, LONGEST_CONDITION, MAIN, NOT_WORKED, WORDS, Said


class TaggedQuote(ItemBase):
    """The row between a quote and a muscle group that it names: in which role, and when."""

    class Role(models.TextChoices):
        MAIN = MAIN, "Main"
        HELPS = HELPS, "Helps"
        NOT_WORKED = NOT_WORKED, "Not worked"

    content_object = models.ForeignKey(
        "Quote", on_delete=models.CASCADE, related_name="tagged_items"
    )
    tag = models.ForeignKey(MuscleGroup, on_delete=models.PROTECT, related_name="tagged_items")
    role = models.CharField(max_length=5, choices=Role, default=Role.MAIN)
    condition = models.CharField(max_length=LONGEST_CONDITION, blank=True)

    objects = TaggedQuoteQuerySet.as_manager()

    class Meta:
        ordering = ["tag__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="tagged_quote_once",
                violation_error_message="The quote has this muscle group already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=list(WORDS)),
                name="tagged_quote_role_known",
                violation_error_message="A muscle is main, helps, or is not worked.",
            ),
        ]

    @property
    def quote(self):
        return self.content_object

    @property
    def said(self):
        return Said(self.role, self.condition)


def fingerprint(expert_id, body):
    """Of what an expert approves: the words, and that they are theirs."""
    return sha256(f"{expert_id}\n{body}".encode()).hexdigest()


class Quote(models.Model):  # type: ignore[django-manager-missing]
    """One expert's section of one article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotes")
    position = models.PositiveSmallIntegerField("place", default=1)
    expert = models.ForeignKey(
        Expert, null=True, blank=True, on_delete=models.PROTECT, related_name="quotes"
    )
    heading = models.CharField(
        max_length=160, blank=True, help_text="The claim, in our words, without quotation marks."
    )
    body = richtext.RichTextField(
        "quote",
        extensions=richtext.SPEECH,
        blank=True,
        help_text="The expert’s words, without outer quotation marks: the page adds them.",
    )
    affiliation = models.CharField(
        "affiliation as it was then",
        max_length=300,
        blank=True,
        help_text="Left empty, it is copied from the expert. It stays when the expert moves on.",
    )
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="Where the words come from: “By e-mail, 2 April 2026”, or a web address.",
    )
    photo = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="quotes"
    )
    none_named = models.BooleanField(
        "the expert names no muscle", default=False, help_text="Confirms that none was forgotten."
    )
    muscles = TaggableManager(through=TaggedQuote, blank=True)
    # Muscles that its words suggest and an editor does not mean: see admin/suggesting.py.
    dismissed = models.TextField(blank=True)
    # When the expert last approved it by a link, and the fingerprint of the words of then.
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_words = models.CharField(max_length=64, blank=True, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    folded_words = models.TextField(editable=False)

    # Where a muscle is chosen: what is shown of the words, and a link to the next mention.
    excerpt = None
    onward = None

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__gte=1),
                name="quote_position_from_one",
                violation_error_message="Places are counted from 1.",
            ),
        ]

    def __str__(self):
        return self.heading or "Quote without a heading"

    def save(self, *args, **kwargs):
        richtext.clean_row(self)
        self.words = richtext.word_count(self.body)
        self.folded_words = fold(f"{self.heading}\n{richtext.plain_text(self.body)}")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"{reverse('article_detail', args=[self.article.slug])}#q-{self.pk}"

    @property
    def permanent_path(self):
        """Leads to the quote wherever its article moves, so it is what others should keep."""
        return reverse("quote_detail", args=[self.pk])

    def citation_path(self, file_format):
        return reverse("quote_citation", args=[self.pk, file_format])

    @property
    def fingerprint(self):
        return fingerprint(self.expert_id, self.body)

    @property
    def is_approved(self):
        """By its expert, in just these words."""
        return self.approved_at is not None and self.approved_words == self.fingerprint

    @property
    def has_lost_approval(self):
        return self.approved_at is not None and not self.is_approved

    def approve(self, moment):
        self.approved_at, self.approved_words = moment, self.fingerprint
        self.save(update_fields=["approved_at", "approved_words"])

    def keep_approval(self, expert):
        """With the same person in another row, who has approved the words as well."""
        if self.is_approved:
            self.expert = expert
            self.approve(self.approved_at)

    @property
    def opening(self):
        return richtext.opening(self.body)

    @property
    def shown(self):
        """What a list shows of it."""
        return self.excerpt or self.opening

    @property
    def first_sentence(self):
        return richtext.first_sentence(self.body)

    @property
    def named_muscles(self):
        """In order from head to toe, each with what is said of it; no query after `for_list`."""
        return [item.tag.as_said(item.role, item.condition) for item in self.tagged_items.all()]

    @property
    def said_of_muscles(self):
        """What it says of each muscle, by the id of the group; without a query after `for_list`."""
        return {item.tag_id: item.said for item in self.tagged_items.all()}

    def name_muscles(self, said):
        """Names just these, from what is said of each by the id of its group."""
        stored = {item.tag_id: item for item in self.tagged_items.all()}
        gone = [item.pk for pk, item in stored.items() if pk not in said]
        if gone:
            self.tagged_items.filter(pk__in=gone).delete()
        TaggedQuote.objects.bulk_create(
            [
                TaggedQuote(content_object=self, tag_id=pk, **each._asdict())
                for pk, each in said.items()
                if stored.get(pk) is None or stored[pk].said != each
            ],
            update_conflicts=True,
            update_fields=["role", "condition"],
            unique_fields=["content_object", "tag"],
        )
