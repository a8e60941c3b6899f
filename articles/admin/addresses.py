"""A changed address goes on leading to the thing: for experts, authors and muscle groups."""

from copy import copy

from django.contrib import admin, messages

from articles.models import FormerAddress


class KeepsAddress(admin.ModelAdmin):
    """`address_kind` is the field of FormerAddress that leads to this model."""

    address_kind = ""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        before = form.initial.get("slug")
        if not change:
            free_address(self.address_kind, [obj.slug])
        elif before != obj.slug:
            keep_address(self.address_kind, before, obj)
            old = copy(obj)
            old.slug = before
            text = f"The old address {old.get_absolute_url()} leads here."
            self.message_user(request, text, messages.SUCCESS)


def keep_address(kind, slug, row):
    """The slug leads to the row, also if it led elsewhere before; its present one to nothing else.

    What stands at an address itself is always shown, whatever it led to once.
    """
    free_address(kind, [slug, row.slug])
    FormerAddress.objects.create(slug=slug, **{kind: row})


def free_address(kind, slugs):
    FormerAddress.objects.filter(**{f"{kind}__isnull": False}, slug__in=slugs).delete()
