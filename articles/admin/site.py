"""The admin site: the magazine's name over Django's own admin."""

from functools import cache, wraps

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin import keeping
from articles.admin.dashboard import Dashboard

NOT_YOUR_FORM = "The form that was sent belongs to somebody else, so it is not shown to you."
# What editors go to every day, by the name of its model.
MENU = ["Article", "Quote", "Expert", "MuscleGroup", "Photo"]


class EditorsSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME}, editors"
    index_title = "Today"
    enable_nav_sidebar = False

    def each_context(self, request):
        context = super().each_context(request)
        return context | {
            "menu": menu(context["available_apps"], request.path),
            "editor": keeping.signature(request.user),
        }

    def admin_view(self, view, cacheable=False):
        """What was posted without a session is kept while its editor signs in again."""
        inner = super().admin_view(view, cacheable)

        @wraps(view)
        def kept_if_posted(request, *args, **kwargs):
            is_lost = request.method == "POST" and not self.has_permission(request)
            if is_lost and request.path not in (reverse("admin:login"), reverse("admin:logout")):
                return self.ask_to_sign_in_again(request)
            return inner(request, *args, **kwargs)

        return kept_if_posted

    def ask_to_sign_in_again(self, request):
        context = self.each_context(request) | {
            "title": "Log in",
            "form": AdminAuthenticationForm(request),
            "app_path": reverse("admin:login"),
            "next": request.get_full_path(),
            "kept": keeping.packed(request),
        }
        return TemplateResponse(request, "admin/login.html", context)

    def login(self, request, extra_context=None):
        text = request.POST.get(keeping.KEPT, "")
        response = super().login(request, {"kept": text} | (extra_context or {}))
        kept = keeping.unpacked(text)
        if response.status_code == 302 and kept and not keeping.keep(request, kept):
            messages.warning(request, NOT_YOUR_FORM)
        return response

    def index(self, request, extra_context=None):
        changes = self.get_log_entries(request)
        dashboard = Dashboard(request.user, self.get_app_list(request), changes)
        return super().index(request, {"dashboard": dashboard} | (extra_context or {}))


def menu(app_list, path):
    """Name, address and whether the path lies under it, of what the user may see."""
    models = {entry["object_name"]: entry for app in app_list for entry in app["models"]}
    shown = [models[name] for name in MENU if name in models]
    return [(each["name"], each["admin_url"], path.startswith(each["admin_url"])) for each in shown]


@cache
def editors_site():
    """Always the same one: Django asks again while our registrations are still being imported."""
    return EditorsSite()
