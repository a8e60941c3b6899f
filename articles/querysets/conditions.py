"""What rows are "published", "naming a muscle" or "saying a word": each is said once here."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.search import index

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


def answering(kind, question):
    """Experts, articles or quotes that answer a search question; none where nothing is asked.

    A quote's muscles stand in the index with its words; an article and an expert have those that
    their quotes name at the time.
    """
    wanted = [having(kind, term) for term in question.wanted]
    unwanted = [having(kind, term) for term in question.unwanted]
    if not wanted and not unwanted:
        return Q(pk__in=[])
    found = Q.create(wanted, connector=Q.OR if question.loose else Q.AND)
    return found & ~Q.create(unwanted, connector=Q.OR) if unwanted else found


def answers(rows, kind, question, **naming):
    """Of these rows those that answer the question, with `hits` and `depth`.

    `naming` names a count of what their published quotes say of the muscles that are wanted.
    """
    counts = {name: count_naming(kind, question, count) for name, count in naming.items()}
    return rows.filter(answering(kind, question)).annotate(
        hits=hits(kind, question), depth=depth(kind, question), **counts
    )


def count_naming(kind, question, count):
    quotes = rows_of("Quote").published().filter(tagged_items__tag__in=question.muscles)
    of_each = quotes.filter(**{kind: OuterRef("pk")}).order_by().values(kind)
    return Coalesce(Subquery(of_each.annotate(n=count).values("n")), 0)


def having(kind, term):
    told = index.having_all(kind, [term])
    if kind == "quote" or not term.muscles:
        return told
    quotes = rows_of("Quote").published().filter(**{kind: OuterRef("pk")})
    return told | Exists(quotes.filter(tagged_items__tag__in=term.muscles))


def hits(kind, question):
    """How many of the terms a row has, for a loose question; for others it has them all."""
    if not question.loose:
        return Value(len(question.wanted))
    each = [Case(When(having(kind, term), then=1), default=0) for term in question.wanted]
    return sum(each, start=Value(0))


def depth(kind, question):
    """How far down in a row stands what is wanted.

    0 for all of it in title or name, 1 for some of it there or all in the words, else 2.
    """
    if not question.wanted:
        return Value(0)
    return Case(
        When(index.having_all(kind, question.wanted, "names"), then=0),
        When(index.having_some(kind, question.wanted, "names"), then=1),
        When(index.having_all(kind, question.wanted, "words"), then=1),
        default=2,
    )
