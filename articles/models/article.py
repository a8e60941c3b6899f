from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import richtext
from articles.addresses import web_address
from articles.folding import fold
from articles.models.people import Author
from articles.models.photo import Photo
from articles.querysets import (
    ArticleQuerySet,
    CategoryQuerySet,
    RelatedLinkQuerySet,
)

# Adults read English prose silently at about 238 words a minute (Brysbaert, 2019); we promise
# a little less. The counters of the form (`admin-counters.js`) use the same number.
WORDS_A_MINUTE = 230


class Category(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField("address", max_length=60, unique=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('article_list')}?category={self.slug}"


class Article(models.Model):
    """One question, answered by several experts."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SCHEDULED = "scheduled"
        LIVE = "live"

    title = models.CharField(max_length=160)
    slug = models.SlugField("address", max_length=160, unique=True)
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    author = models.ForeignKey(
        Author,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="Who wrote it for the magazine; readers see the name in the byline.",
    )
    standfirst = models.TextField(
        blank=True, help_text="One to three sentences under the title that say what was asked."
    )
    question = models.CharField(
        "the question put to the experts",
        max_length=250,
        blank=True,
        help_text="In one line, as they were asked it. Readers see it above the contents.",
    )
    introduction = richtext.RichTextField(extensions=richtext.PROSE, blank=True)
    closing = richtext.RichTextField(
        extensions=richtext.PROSE_WITH_HEADINGS,
        blank=True,
        help_text="What the magazine adds at the end. Each heading opens a section.",
    )
    cover = models.ForeignKey(
        Photo,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="covered_articles",
        help_text="For cards and for sharing. Without one, the first photo of a quote is shared.",
    )
    description = models.CharField(
        max_length=250,
        blank=True,
        help_text="For search engines and sharing. Empty: the standfirst is used.",
    )
    published_at = models.DateTimeField(
        "goes live",
        null=True,
        blank=True,
        help_text="Empty for a draft; a time to come for a scheduled article.",
    )
    updated_on = models.DateField(null=True, blank=True)
    update_note = models.CharField(
        "what is new",
        max_length=200,
        blank=True,
        help_text="One line for readers, beside the date of a real update.",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Moves when any part of the article moves; `articles.history` alone writes it.
    version = models.PositiveIntegerField(default=0, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    folded_title = models.TextField(editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        permissions = [("publish_article", "Can publish articles and change live ones")]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="article_newest"),
            models.Index(fields=["category", "-published_at", "-id"], name="article_of_category"),
            models.Index(fields=["author", "-published_at", "-id"], name="article_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="article_title_not_empty",
                violation_error_message="An article needs a title.",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | ~models.Q(author=None),
                name="article_published_has_author",
                violation_error_message="Choose an author before publishing.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        richtext.clean_row(self)
        self.folded_title = fold(self.title)
        self.words = sum(map(richtext.word_count, [self.introduction, self.closing]))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("article_detail", args=[self.slug])

    @property
    def state(self):
        """Says of one article what `ArticleQuerySet.published` says of many."""
        if self.published_at is None:
            return self.State.DRAFT
        return self.State.LIVE if self.published_at <= timezone.now() else self.State.SCHEDULED

    @property
    def state_in_words(self):
        """ "Draft", "Scheduled for 12 May 2026, 09:00 UTC" or "Live since 12 May 2026, …"."""
        if self.published_at is None:
            return "Draft"
        local = timezone.localtime(self.published_at)
        verb = "Live since" if self.state == self.State.LIVE else "Scheduled for"
        return f"{verb} {date_format(local, 'j F Y, H:i')} {local.tzname()}"

    def is_changeable_by(self, user):
        """Says of one article what `ArticleQuerySet.changeable_by` says of many."""
        if user.has_perm("articles.publish_article"):
            return True
        is_own_draft = self.published_at is None and self.created_by_id == user.pk
        return is_own_draft and user.has_perm("articles.change_article")

    @property
    def changed_on(self):
        """The day that readers see as the last one: updated, else published; None for a draft."""
        published_on = self.published_at and timezone.localdate(self.published_at)
        return self.updated_on or published_on

    @property
    def reading_minutes(self):
        """Rounded up; needs the count of words that `for_list` or an `ArticlePage` brings."""
        return max(1, -(-self.all_words // WORDS_A_MINUTE))

    @property
    def extent(self):
        """ "6 experts, 8 min read"; needs the counts that `for_list` brings."""
        noun = "expert" if self.expert_count == 1 else "experts"
        return f"{self.expert_count} {noun}, {self.reading_minutes} min read"


class RelatedLink(models.Model):
    """An ordered link to another article or to an outside page.

    With a title alone it is a note to the editor, and readers do not see it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    position = models.PositiveSmallIntegerField("place", default=1)
    target = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="linked_from",
        verbose_name="article",
    )
    url = models.URLField("outside address", blank=True)
    title = models.CharField(
        max_length=200, blank=True, help_text="Needed for an outside page; an article has its own."
    )

    objects = RelatedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(url=""),
                name="related_link_one_target",
                violation_error_message="Choose an article or give an address, not both.",
            ),
            models.CheckConstraint(
                condition=~models.Q(target=None) | ~models.Q(title=""),
                name="related_link_has_title",
                violation_error_message="An outside page needs a title.",
            ),
            models.CheckConstraint(
                condition=web_address("url"),
                name="related_link_url_is_web",
                violation_error_message="An outside address begins with https:// or http://.",
            ),
            models.CheckConstraint(
                condition=models.Q(target=None) | ~models.Q(target=models.F("article")),
                name="related_link_not_itself",
                violation_error_message="An article can’t be related to itself.",
            ),
            models.UniqueConstraint(
                fields=["article", "target"],
                name="related_link_target_once",
                violation_error_message="This article is in the list already.",
            ),
        ]

    def __str__(self):
        return self.target.title if self.target else self.title

    @property
    def host(self):
        """The outside site, as readers know it: "example.org"."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")
