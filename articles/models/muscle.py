from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.models import TagBase

from articles.filters import QuoteFilter
from articles.querysets import MuscleGroupQuerySet
from articles.said import Said
from articles.search.question import words_of


class MuscleGroup(TagBase):
    """A tag of the closed list: one region of the body map."""

    class Region(models.TextChoices):
        TRUNK = "trunk", "Trunk and neck"
        ARMS = "arms", "Arms"
        HIPS = "hips", "Hip and thigh"
        LEGS = "legs", "Lower leg and foot"

    latin_name = models.CharField("Latin name", max_length=200)
    description = models.TextField(
        help_text="One paragraph for a reader who knows no anatomy: where it is, what it does."
    )
    region = models.CharField(
        max_length=5, choices=Region, help_text="The part of the list where it stands."
    )
    position = models.PositiveSmallIntegerField(
        help_text="Its place in lists, from head to toe within its region."
    )
    # Which shape of the body map is its own. The address may change, the drawing does not.
    drawing = models.SlugField(blank=True, editable=False)

    objects = MuscleGroupQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="muscle_name_unique",
                violation_error_message="Another muscle group has this name.",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug=""),
                name="muscle_slug_not_empty",
                violation_error_message="A muscle group needs an address.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("muscle_detail", args=[self.slug])

    @property
    def quotes(self):
        """All quotes that name it. (taggit gives a tag no way back of its own.)"""
        return apps.get_model("articles.Quote").objects.filter(muscles=self)

    @property
    def quotes_path(self):
        """The explorer with all quotes that name it."""
        return QuoteFilter(muscles=(self.slug,)).url

    @property
    def everyday_names(self):
        """What readers call it, the best name first: "glutes, buttocks, butt"."""
        names = self.other_names.all()
        return ", ".join(n.name for n in names if n.kind == OtherName.Kind.EVERYDAY)

    @property
    def names(self):
        """All of them, after `with_name_list`."""
        return [self.name, *(self.name_list or "").splitlines()]

    def as_said(self, role, condition):
        """The same group, knowing what one quote says of it, as `named_in` brings it."""
        self.role, self.condition = role, condition
        return self

    @property
    def worked_count(self):
        """In how many quotes it is at work. After `with_roles_in`."""
        return self.main + self.helps

    @property
    def roles_in_words(self):
        """ "main in 2, helps in 1"; nothing where it is always main. After `with_roles_in`."""
        counts = [("main", self.main), ("helps", self.helps), ("not worked", self.not_worked)]
        if not (self.helps or self.not_worked):
            return ""
        return ", ".join(f"{role} in {count}" for role, count in counts if count)

    @property
    def said(self):
        return Said(self.role, self.condition)

    @classmethod
    def by_region(cls, muscles):
        """Pairs of a region's name and those of the muscles that belong to it, in their order."""
        pairs = [(each.label, [m for m in muscles if m.region == each]) for each in cls.Region]
        return [(label, found) for label, found in pairs if found]

    def clean(self):
        require_words(self.name)
        require_ascii(self.slug)
        if OtherName.objects.filter(name__iexact=self.name).exclude(muscle=self.pk).exists():
            raise ValidationError({"name": "This is already another name of a muscle group."})


def require_ascii(slug):
    """As addresses are; taggit would take letters of any script."""
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise ValidationError({"slug": error}) from error


def require_words(name):
    if not words_of(name):
        raise ValidationError({"name": "A name has letters."})


class OtherName(models.Model):
    """Another name of a muscle group; a name belongs to one group only."""

    class Kind(models.TextChoices):
        EVERYDAY = "everyday", "What readers call it"
        FORM = "form", "Plural, abbreviation or other spelling"
        ANATOMICAL = "anatomical", "Latin, or a muscle that belongs to it"

    muscle = models.ForeignKey(MuscleGroup, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(
        max_length=100, help_text="As people write it. Capital letters make no difference."
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FORM)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="other_name_unique",
                violation_error_message="This name belongs to a muscle group already.",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        require_words(self.name)
        if MuscleGroup.objects.filter(name__iexact=self.name).exists():
            raise ValidationError({"name": "A muscle group is called so already."})
