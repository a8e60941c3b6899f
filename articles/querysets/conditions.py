"""What rows are "published", "naming a muscle" or "saying a word": each is said once here."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.search import index

ASK_AGAIN_AFTER = timedelta(days=365)


def rows_of(model):
    """All rows of a model, by its name: the models import this module, so it can't import them."""
    return apps.get_model("articles", model).objects


def published(prefix=""):
    """The one definition: dated, and not in the future. A null date never compares as past."""
    return Q(**{f"{prefix}published_at__lte": timezone.now()})


def older_than(moment, pk, key="pk"):
    """Of the published rows those that follow the one of this time, where the newest come first."""
    older = Q(published_at__lt=moment) | Q(**{"published_at": moment, f"{key}__lt": pk})
    # One bound and no second one, so that the walk along the index begins just there.
    return Q(published_at__lte=min(moment, timezone.now())) & older


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
    return published(f"{prefix}dated__")


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


def naming(slugs):
    """Quotes that name any of the muscles with these slugs, those of drafts as well."""
    return Exists(rows_of("TaggedQuote").filter(content_object=OuterRef("pk"), tag__slug__in=slugs))


def answering(question):
    """Quotes that answer a search question, also those of drafts; none where nothing is asked."""
    if not question.wanted and not question.unwanted:
        return Q(pk__in=[])
    wanted = index.having_all("quote", question.wanted)
    return wanted & ~index.having_some("quote", question.unwanted)
