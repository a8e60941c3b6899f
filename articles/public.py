"""Marks a page as the same for everybody: `runsite.ready` and caches on the way may keep it."""

from functools import wraps

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

    return marked
