from django.db import models
from django.urls import reverse

from articles import richtext
from articles.querysets import SimplePageQuerySet


class SimplePage(models.Model):
    """A page that is no article: About, How we ask experts, Privacy."""

    title = models.CharField(max_length=120)
    slug = models.SlugField("address", unique=True, help_text="The page lives at /address/.")
    body = richtext.RichTextField(extensions=richtext.PROSE_WITH_HEADINGS)
    in_footer = models.BooleanField("in the footer", default=True)
    position = models.PositiveSmallIntegerField(
        default=1, help_text="Its place in the footer, counted from the left."
    )
    updated_on = models.DateField(auto_now=True)

    objects = SimplePageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("simple_page", args=[self.slug])
