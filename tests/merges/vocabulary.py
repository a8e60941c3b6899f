"""Short names for what these tests look at."""

from django.urls import reverse

from articles.models import (
    MuscleGroup,
    Quote,
)


def muscle(slug):
    return MuscleGroup.objects.get(slug=slug)


def muscles_of(quote):
    return {each.slug for each in Quote.objects.get(pk=quote.pk).named_muscles}


def page(model, row):
    return reverse(f"admin:articles_{model}_merge", args=[row.pk])
