"""What rows are "published", "naming a muscle" or "saying a word": each is said once here."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.folding import fold

ASK_AGAIN_AFTER = timedelta(days=365)


def rows_of(model):
    """All rows of a model, by its name: the models import this module, so it can't import them."""
    return apps.get_model("articles", model).objects


def published(prefix=""):
    """The one definition: dated, and not in the future. A null date never compares as past."""
    return Q(**{f"{prefix}published_at__lte": timezone.now()})


def scheduled(prefix=""):
    return Q(**{f"{prefix}published_at__gt": timezone.now()})


def draft(prefix=""):
    return Q(**{f"{prefix}published_at": None})


def changeable_by(user, prefix=""):
    """Articles that a user may change. Nobody's key is null, so that this finds none for them."""
    if user.has_perm("articles.publish_article"):
        return Q(**{f"{prefix}pk__isnull": False})
    if not user.has_perm("articles.change_article"):
        return Q(**{f"{prefix}pk__isnull": True})
    return draft(prefix) & Q(**{f"{prefix}created_by": user.pk})


def published_quotes(prefix=""):
    """Quotes that readers can see: of a published article, and by somebody."""
    return published(f"{prefix}article__") & Q(**{f"{prefix}expert__isnull": False})


def to_ask_again():
    """Quotes that readers see and of which nobody has said or asked anything for a year."""
    a_year_ago = timezone.now() - ASK_AGAIN_AFTER
    asked = rows_of("SignOff").filter(quote=OuterRef("pk"), made_at__gt=a_year_ago)
    is_new = (
        Q(article__published_at__gt=a_year_ago)
        | Q(article__updated_on__gt=timezone.localdate(a_year_ago))
        | Q(approved_at__gt=a_year_ago)
        | Exists(asked)
    )
    return published_quotes() & ~is_new


def waiting_for_sign_off():
    """Quotes whose expert was asked and has not approved, or has sent a comment."""
    return Exists(rows_of("SignOff").waiting().filter(quote=OuterRef("pk")))


def naming(slugs, *, match_all=False):
    """Quotes that name any, or all, of the muscles with these slugs; all quotes for none."""
    tagged = rows_of("TaggedQuote").filter(content_object=OuterRef("pk"))
    named = [Exists(tagged.filter(tag__slug=slug)) for slug in slugs]
    return Q.create(named, connector=Q.AND if match_all else Q.OR)


def saying(folded_words):
    """Quotes with each of the words in heading, body, the article's title or the name."""
    return Q(
        *(
            Q(folded_words__contains=word)
            | Q(article__folded_title__contains=word)
            | Q(expert__folded_name__contains=word)
            for word in folded_words
        )
    )


def matching(chosen):
    """Quotes that a QuoteFilter keeps."""
    by = Q(expert__slug=chosen.expert) if chosen.expert else Q()
    words = saying(fold(chosen.words).split())
    return naming(chosen.muscles, match_all=chosen.match_all) & by & words
