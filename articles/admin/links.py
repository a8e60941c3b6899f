"""Addresses within the admin."""

from urllib.parse import urlencode

from django.urls import reverse


def change_url(row):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def list_url(model, **chosen):
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode(chosen)}" if chosen else address


def quote_url(quote):
    """A quote is edited in its article's form, opened at the quote."""
    article = reverse("admin:articles_article_change", args=[quote.article_id])
    return f"{article}?quote={quote.pk}"


def public_url(row):
    """None where readers would find no page: nothing of this person is published."""
    is_met = type(row).objects.published().filter(pk=row.pk).exists()
    return row.get_absolute_url() if is_met else None
