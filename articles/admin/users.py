"""Who may sign in. Rights come by groups, so that one look says what a person may do."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import Field, ManyToManyField
from django.forms import CheckboxSelectMultiple

from articles.admin.facets import FacetedList

admin.site.unregister([User, Group])

TICKS: dict[type[Field], dict[str, Any]] = {ManyToManyField: {"widget": CheckboxSelectMultiple}}


class NewUserForm(AdminUserCreationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The admin's own script puts the cursor there; browsers complain about being asked twice.
        self.fields["username"].widget.attrs.pop("autofocus", None)


@admin.register(User)
class EditorAdmin(UserAdmin):
    add_form = NewUserForm
    list_display = ("username", "first_name", "last_name", "rights", "is_active", "last_login")
    list_filter = ()
    filter_horizontal = ()
    formfield_overrides = TICKS
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("The person", {"fields": ("first_name", "last_name", "email")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )
    add_fieldsets = (*UserAdmin.add_fieldsets, ("Rights", {"fields": ("is_staff", "groups")}))

    def get_changelist(self, request, **kwargs):
        return FacetedList

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """Nobody gives more than they have: a field that is not there can't be posted either."""
        return [
            (title, options | {"fields": within_reach(request.user, options["fields"])})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_touch(request.user, obj)

    @admin.display(description="Rights", empty_value="None")
    def rights(self, user):
        if user.is_superuser:
            return "Everything"
        return ", ".join(group.name for group in user.groups.all()) or None


def within_reach(user, names):
    return [name for name in names if user.is_superuser or name != "is_superuser"]


def may_touch(user, other):
    """Who may do everything is changed by their like alone."""
    return user.is_superuser or other is None or not other.is_superuser


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    filter_horizontal = ()
    formfield_overrides = TICKS

    def get_changelist(self, request, **kwargs):
        return FacetedList

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Only rights that somebody can use: the machine's own tables are on no page."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.queryset = field.queryset.filter(content_type__app_label__in=["articles", "auth"])
        return field
