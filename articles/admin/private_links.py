"""Private links, made and taken back: to a draft, and to one quote for its expert."""

from smtplib import SMTPException

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.keys import is_key
from articles.meta import absolute
from articles.models import Article, ExpertComment, PreviewLink, Quote, SignOff

SUBJECT = "Your words for “{}”: is this right?"


class PrivateLinks(admin.ModelAdmin):
    """A page under a row with its links; with script, a click on the button copies one at once."""

    link_right = "articles.add_previewlink"
    links_path = "<int:pk>/private-link/"
    links_name = "articles_article_links"
    links_template = "admin/articles/article/links.html"
    links_title = "Private links"

    def get_urls(self):
        view = self.admin_site.admin_view(self.links_view)
        return [path(self.links_path, view, name=self.links_name), *super().get_urls()]

    def links_of(self, row):
        return row.preview_links.all()

    def row_for_links(self, pk):
        article = get_object_or_404(Article, pk=pk)
        return article, article

    def make_link(self, row, user):
        """The one that is open already, else a new one."""
        found = next((link for link in self.links_of(row) if link.is_open), None)
        return found or PreviewLink.objects.create(article=row, made_by=user)

    def links_view(self, request, pk):
        row, article = self.row_for_links(pk)
        articles_admin = self.admin_site.get_model_admin(Article)
        may_change = articles_admin.has_change_permission(request, article)
        if not (request.user.has_perm(self.link_right) and may_change):
            raise PermissionDenied
        if request.method == "POST":
            return self.act(request, row) or redirect(f"admin:{self.links_name}", pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "row": row,
            "title": self.links_title,
            "subtitle": article.title,
            "links": [(link, absolute(link.get_absolute_url())) for link in self.links_of(row)],
        }
        return TemplateResponse(request, self.links_template, context | self.more(row))

    def more(self, row):
        return {}

    def act(self, request, row):
        """What a button asks for; None leads back to the page."""
        if "withdraw" in request.POST:
            open_links = self.links_of(row).filter(withdrawn_at=None)
            number = request.POST["withdraw"]
            found = open_links.filter(pk=number) if is_key(number) else open_links.none()
            found.update(withdrawn_at=timezone.now())
            return None
        link = self.make_link(row, request.user)
        if request.accepts("text/html"):
            return None
        until = date_format(timezone.localtime(link.ends_at))
        return JsonResponse({"url": absolute(link.get_absolute_url()), "until": until})


class SignOffLinks(PrivateLinks):
    """For quotes: with the comments that came back, and a mail that need not be sent."""

    link_right = "articles.add_signoff"
    links_path = "<int:pk>/sign-off/"
    links_name = "articles_quote_links"
    links_template = "admin/articles/quote/links.html"
    links_title = "Sign-off by the expert"

    def links_of(self, row):
        return row.sign_offs.all()

    def row_for_links(self, pk):
        quotes = Quote.objects.with_article().select_related("expert")
        quote = get_object_or_404(quotes, pk=pk, expert__isnull=False)
        return quote, quote.article

    def make_link(self, row, user):
        found = next((link for link in self.links_of(row) if link.is_open), None)
        return found or SignOff.objects.create(quote=row, made_by=user)

    def more(self, quote):
        comments = ExpertComment.objects.filter(sign_off__quote=quote)
        link = next((link for link in self.links_of(quote) if link.is_open), None)
        return {"comments": comments, "letter": letter(link) if link else ""}

    def act(self, request, quote):
        if "done" in request.POST:
            comments = ExpertComment.objects.filter(sign_off__quote=quote, done_at=None)
            number = request.POST["done"]
            found = comments.filter(pk=number) if is_key(number) else comments.none()
            found.update(done_at=timezone.now())
            return None
        if "mail" in request.POST:
            self.send(request, quote)
            return None
        return super().act(request, quote)

    def send(self, request, quote):
        """Nothing is lost if it fails: the link stands on the page and can be copied."""
        address = request.POST["mail"].strip()
        try:
            validate_email(address)
            link = self.make_link(quote, request.user)
            subject = " ".join(SUBJECT.format(quote.article).split())
            send_mail(subject, letter(link), None, [address])
        except ValidationError:
            text = f"“{address}” is no address for mail. Nothing was sent; the link is below."
            self.message_user(request, text, messages.ERROR)
        except (OSError, SMTPException) as error:
            text = (
                f"The mail could not be sent ({error}). Copy the link below and send it yourself."
            )
            self.message_user(request, text, messages.ERROR)
        else:
            self.message_user(request, f"Sent to {address}.", messages.SUCCESS)


def letter(link):
    context = {"link": link, "quote": link.quote, "url": absolute(link.get_absolute_url())}
    return render_to_string("articles/sign_off_mail.txt", context)
