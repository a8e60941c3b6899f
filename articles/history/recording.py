"""Writes down what an article is after a save: its revisions, its version, its removed quotes.

Whoever writes an article or a part of it does so within one transaction: `locked` first, `record`
last. Then each save is one revision, and a revision is there if and only if the save is.
"""

from django.db import transaction

from articles.history.snapshot import snapshot
from articles.models import Article, GoneQuote, Revision

# What else stands in the parts is no part that is edited.
EDITED = ("fields", "quotes", "order", "links", "link_order", "photos")
OUTSIDE = "outside the admin"


def locked(article_pk):
    """The article, held against other writers until the transaction ends; None if it is gone."""
    return Article.objects.select_for_update().filter(pk=article_pk).first()


def record(article_pk, *, user=None, by="", note=""):
    """The new revision, or None where nothing changed since the newest one."""
    parts = snapshot(article_pk)
    latest = Revision.objects.of(article_pk).first()
    if parts is None or (latest and not latest.deleted and is_same(latest.parts, parts)):
        return None
    revision = add_revision(article_pk, latest, parts, user=user, by=by, note=note)
    Article.objects.filter(pk=article_pk).update(version=revision.number)
    before = latest.parts if latest else parts
    was_there = set(before["quotes"]) if latest and not latest.deleted else set()
    come = set(parts["quotes"]) - was_there
    if come:
        GoneQuote.objects.filter(pk__in=come).delete()
    if was_public(parts):
        keep_gone(set(before["quotes"]) - set(parts["quotes"]), before, article_pk)
    record_sharing(article_pk, before["photos"], parts["photos"], user=user, by=by)
    return revision


def record_sharing(article_pk, before, after, **who):
    """The texts of a photo are part of each article that shows it."""
    changed = [key for key, photo in after.items() if before.get(key, photo) != photo]
    others = Article.objects.showing(changed).exclude(pk=article_pk) if changed else ()
    for other in others:
        record(other.pk, **who)


def record_deletion(article_pk, *, user=None, by=""):
    """The last revision of an article that is about to be deleted."""
    parts = snapshot(article_pk)
    latest = Revision.objects.of(article_pk).first()
    if was_public(parts):
        keep_gone(parts["quotes"], parts, None)
    return add_revision(article_pk, latest, parts, user=user, by=by, deleted=True)


def current(article_pk):
    """The revision that says what the article is now.

    Where rows were written past `record`, it is made first, so that nobody edits a state that
    the history does not know.
    """
    latest = Revision.objects.of(article_pk).first()
    parts = snapshot(article_pk)
    if latest and (parts is None or is_same(latest.parts, parts)):
        return latest
    with transaction.atomic():
        locked(article_pk)
        return record(article_pk, by=OUTSIDE) or Revision.objects.of(article_pk).first()


def is_same(old, new):
    return all(old[name] == new[name] for name in EDITED)


def add_revision(article_pk, latest, parts, *, user, by, note="", deleted=False):
    return Revision.objects.create(
        article_key=article_pk,
        number=latest.number + 1 if latest else 1,
        user=user,
        by=by or name_of(user),
        note=note,
        deleted=deleted,
        parts=parts,
    )


def name_of(user):
    return (user.get_full_name() or user.get_username()) if user else OUTSIDE


def was_public(parts):
    """Whether readers can see it, or once could: a former address is only kept then."""
    return bool(parts["fields"]["published_at"] or parts["former"])


def keep_gone(quote_keys, parts, article_pk):
    """Readers may have kept the address of a quote; those without an expert were never shown."""
    shown = [key for key in quote_keys if parts["quotes"][key]["expert"]]
    GoneQuote.objects.bulk_create(
        [GoneQuote(pk=int(key), article_id=article_pk) for key in shown],
        update_conflicts=True,
        update_fields=["article"],
        unique_fields=["id"],
    )
