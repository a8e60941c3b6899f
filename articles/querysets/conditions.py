"""What rows are "published", "naming a muscle" or "saying a word": each is said once here."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.folding import fold


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


def changeable_by(user):
    """Articles that a user may change. Nobody's key is null, so that this finds none for them."""
    if user.has_perm("articles.publish_article"):
        return Q(pk__isnull=False)
    may_write = user.has_perm("articles.change_article")
    return draft() & Q(created_by=user.pk) if may_write else Q(pk__isnull=True)


def published_quotes(prefix=""):
    """Quotes that readers can see: of a published article, and by somebody."""
    return published(f"{prefix}article__") & Q(**{f"{prefix}expert__isnull": False})


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
