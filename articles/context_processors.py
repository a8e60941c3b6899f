"""What every page shows: the site's name and the pages named in its footer."""

from django.conf import settings

from articles.models import SimplePage


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "footer_pages": SimplePage.objects.filter(in_footer=True).only("title", "slug"),
    }
