from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.muscle import MuscleGroup
from articles.models.people import Author, Expert
from articles.querysets import FormerAddressQuerySet

OWNERS = ("article", "expert", "author", "muscle")


def owner(model):
    return models.ForeignKey(
        model, null=True, on_delete=models.CASCADE, related_name="former_addresses"
    )


class FormerAddress(models.Model):
    """A slug that something had while readers could see it; it leads to the present one.

    It points to the thing and not to another slug, so that no chain can arise.
    """

    slug = models.SlugField(max_length=160)
    article = owner(Article)
    expert = owner(Expert)
    author = owner(Author)
    muscle = owner(MuscleGroup)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q.create(
                    [
                        Q(**{f"{other}__isnull": other != each for other in OWNERS})
                        for each in OWNERS
                    ],
                    connector=Q.OR,
                ),
                name="former_address_one_owner",
                violation_error_message="A former address leads to one thing.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=Q(**{f"{each}__isnull": False}),
                    name=f"former_{each}_address_once",
                    violation_error_message="This address leads somewhere already.",
                )
                for each in OWNERS
            ),
        ]

    def __str__(self):
        return self.slug
