"""Who may sign in. Rights come by groups, so that one look says what a person may do."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from articles.admin.facets import FacetedList

admin.site.unregister(User)


@admin.register(User)
class EditorAdmin(UserAdmin):
    list_display = ("username", "first_name", "last_name", "rights", "is_active", "last_login")
    list_filter = ()
    filter_horizontal = ()
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

    @admin.display(description="Rights", empty_value="None")
    def rights(self, user):
        if user.is_superuser:
            return "Everything"
        return ", ".join(group.name for group in user.groups.all()) or None
