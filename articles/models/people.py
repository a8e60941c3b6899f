from django.db import models
from django.urls import reverse

from articles.addresses import web_address
from articles.consensus import initials
from articles.filters import QuoteFilter
from articles.folding import fold
from articles.models.photo import Photo
from articles.querysets import AuthorQuerySet, ExpertQuerySet


class Author(models.Model):
    """Writes for the magazine. Never an expert, and need not be a user."""

    name = models.CharField(max_length=120)
    slug = models.SlugField("address", max_length=120, unique=True)
    biography = models.TextField(blank=True, help_text="A line or two under the name.")

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author_detail", args=[self.slug])


class Expert(models.Model):
    """A person who is quoted. Never a user."""

    name = models.CharField(max_length=120, help_text="As readers see it, without a title.")
    slug = models.SlugField("address", max_length=120, unique=True)
    title = models.CharField(
        max_length=120, blank=True, help_text="What they are: “Sports physiotherapist”."
    )
    organisation = models.CharField(
        max_length=160, blank=True, help_text="Where they work: “Harbour Lane Clinic”."
    )
    website = models.URLField(blank=True)
    biography = models.TextField(
        blank=True, help_text="Two or three sentences that open the expert’s own page."
    )
    portrait = models.ForeignKey(
        Photo,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="portrayed_experts",
        help_text="Square is best. Without one, readers see the initials.",
    )
    credentials = models.CharField(
        max_length=200, blank=True, help_text="Degrees and registrations, as you checked them."
    )
    credentials_checked_on = models.DateField(null=True, blank=True)
    interests = models.CharField(
        "interests declared",
        max_length=200,
        blank=True,
        help_text="What the expert sells or is paid for. “None” if they said so.",
    )
    folded_name = models.TextField(editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["folded_name", "id"], name="expert_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="expert_name_not_empty",
                violation_error_message="An expert needs a name.",
            ),
            models.CheckConstraint(
                condition=web_address("website"),
                name="expert_website_is_web",
                violation_error_message="A website begins with https:// or http://.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("expert_detail", args=[self.slug])

    def path_about(self, muscle):
        """The explorer with their quotes that name the muscle."""
        return QuoteFilter(expert=self.slug, muscles=(muscle.slug,)).url

    @property
    def quotes_path(self):
        """The explorer with all their quotes."""
        return QuoteFilter(expert=self.slug).url

    @property
    def initials(self):
        return initials(self.name)

    @property
    def affiliation(self):
        """Title and organisation as they are today; a quote keeps its own copy."""
        return ", ".join(filter(None, [self.title, self.organisation]))
