"""A changed address goes on leading to the thing: for experts, authors and muscle groups."""

from django.contrib import admin, messages

from articles.models import FormerAddress


class KeepsAddress(admin.ModelAdmin):
    """`address_kind` is the field of FormerAddress that leads to this model."""

    address_kind = ""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        before = form.initial.get("slug")
        if change and before != obj.slug:
            keep_address(self.address_kind, before, obj)
            text = f"The old address {obj.get_absolute_url().replace(obj.slug, before)} leads here."
            self.message_user(request, text, messages.SUCCESS)


def keep_address(kind, slug, row):
    """The slug leads to the row, also if it led elsewhere before; its present one to nothing else.

    What stands at an address itself is always shown, whatever it led to once.
    """
    former = FormerAddress.objects.filter(**{f"{kind}__isnull": False})
    former.filter(slug__in=[slug, row.slug]).delete()
    FormerAddress.objects.create(slug=slug, **{kind: row})
