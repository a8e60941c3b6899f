"""What every page shows: the site's name, its menu and the pages named in its footer."""

from django.conf import settings

from articles.models import SimplePage

# Name of the view, and what the menu calls it.
MAIN_MENU = [
    ("article_list", "Articles"),
    ("quote_list", "Quotes"),
    ("muscle_list", "Muscles"),
    ("expert_list", "Experts"),
]


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "main_menu": MAIN_MENU,
        # Asked for where the footer is drawn: the admin has none.
        "footer_pages": SimplePage.objects.for_footer(),
    }
