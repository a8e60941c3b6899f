from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.db.models import Q
from django.utils.html import format_html, format_html_join

from articles.admin import lacking
from articles.admin.clashes import time_in_words
from articles.admin.facets import ConditionFacet, FacetedAdmin
from articles.admin.guard import Guard, Save
from articles.admin.keys import is_key
from articles.admin.links import change_url, quote_url
from articles.history.recording import record
from articles.models import Article, Photo, Revision
from articles.pictures import variant_name

THUMBNAIL = 96
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"
OF_A_SAVED_ONE = ("small", "where_used")


def thumbnail(photo):
    """Its smallest copy; the texts beside it say what it is."""
    if not photo.image:
        return "Picture missing"
    smallest = variant_name(photo.image.name, photo.widths[0], "webp")
    size = (THUMBNAIL, round(THUMBNAIL * photo.height / photo.width))
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy">',
        photo.image.storage.url(smallest), *size,
    )  # fmt: skip


class PictureInput(AdminFileWidget):
    """Shows the picture there is, and takes another; it never leaves a photo without one."""

    template_name = "admin/picture_input.html"
    use_fieldset = False


class PhotoForm(forms.ModelForm):
    class Meta:
        widgets = {"image": PictureInput({"accept": ACCEPTED})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The picture of an imported photo may come later; a new photo brings its own. Who may
        # only look has no such field.
        if "image" in self.fields:
            self.fields["image"].required = self.instance.pk is None


class PhotoLackingFacet(ConditionFacet):
    title = "what is lacking"
    parameter = "lacking"
    phrase = "without"
    conditions = (
        lacking.anything(lacking.PHOTO)
        | lacking.PHOTO
        | {"alt": lacking.UNDESCRIBED_PHOTO, "caption": ("a caption", Q(caption=""))}
    )


class UseFacet(ConditionFacet):
    title = "use"
    parameter = "use"
    phrase = "that are"
    conditions = {"used": ("used", lacking.IN_USE), "unused": ("not used", ~lacking.IN_USE)}


@admin.register(Photo)
class PhotoAdmin(Guard, FacetedAdmin):
    form = PhotoForm
    list_display = ("small", "alternative_text_or_mark", "caption", "credit_or_mark", "where_used")
    list_display_links = ("alternative_text_or_mark",)
    list_filter = (PhotoLackingFacet, UseFacet)
    search_fields = ("alternative_text", "caption", "credit")
    search_help_text = "Words of the three texts."
    fields = ("small", "image", "alternative_text", "decorative", "caption", "credit", "where_used")
    readonly_fields = OF_A_SAVED_ONE

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_fields(self, request, obj=None):
        return self.fields if obj else [name for name in self.fields if name not in OF_A_SAVED_ONE]

    def locked(self, object_id):
        """The articles that show it first, in the order in which they lock themselves."""
        if is_key(object_id):
            list(Article.objects.showing([object_id]).order_by("pk").select_for_update())
        return super().locked(object_id)

    def saves(self, row, since):
        """An article's form changes the texts of its photos too."""
        revisions = Revision.objects.filter(made_at__gte=since, parts__photos__has_key=str(row.pk))
        by_articles = [
            Save(each.user_id, each.by, time_in_words(each.made_at))
            for each in revisions.order_by("-made_at")
        ]
        return [*super().saves(row, since), *by_articles]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for article in Article.objects.showing([obj.pk]):
            record(article.pk, user=request.user)

    @admin.display(description="Photo")
    def small(self, photo):
        return thumbnail(photo)

    @admin.display(description="Alternative text", ordering="alternative_text")
    def alternative_text_or_mark(self, photo):
        return "Decorative" if photo.decorative else photo.alternative_text

    @admin.display(description="Credit", ordering="credit")
    def credit_or_mark(self, photo):
        return photo.credit or format_html('<span class="warn">{}</span>', "Missing")

    @admin.display(description="Where used", empty_value="Nowhere")
    def where_used(self, photo):
        return format_html_join(", ", '<a href="{}">{}</a>', places_of(photo)) or None


def places_of(photo):
    """Address in the admin and name of each place; without a query after `for_list`."""
    return [
        *((quote_url(quote), quote.article) for quote in photo.quotes.all()),
        *((change_url(article), f"{article} (cover)") for article in photo.covered_articles.all()),
        *((change_url(expert), f"{expert} (portrait)") for expert in photo.portrayed_experts.all()),
    ]
