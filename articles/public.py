"""Marks a page as the same for everybody: `runsite.ready` and caches on the way may keep it."""

from collections.abc import Collection
from functools import lru_cache, wraps

from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

# Caches on the way hold it for a second, and longer only while they ask or when nobody answers;
# a browser asks each time, and mostly hears that nothing has changed.
FOR_CACHES = {
    "public": True,
    "max_age": 0,
    "s_maxage": 1,
    "stale_while_revalidate": 10,
    "stale_if_error": 86_400,
}


def asks_for(*names):
    """The page depends on these parameters of its address, and on no others."""

    def named(view):
        view.names = frozenset(names)
        return view

    return named


def public(view):
    """Only for who sent no cookie, and only what the view has not marked as private itself."""

    @require_safe
    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.has_header("Cache-Control"):
            if request.COOKIES:
                patch_cache_control(response, private=True, no_cache=True)
            else:
                patch_cache_control(response, **FOR_CACHES)
        return response

    marked.names = getattr(view, "names", frozenset())
    return marked


@lru_cache(maxsize=4096)
def names_at(path: str) -> Collection[str] | None:
    """What the public page under this path asks for; None where there is no public page."""
    try:
        return getattr(resolve(path).func, "names", None)
    except Resolver404:
        return None
