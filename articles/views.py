"""The public pages, one function each: get, page, render."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from articles import descriptions
from articles.article_page import ArticlePage
from articles.bodymap import BodyMap, muscle_map, quote_areas
from articles.citations import FORMATS
from articles.dated import tallies
from articles.dated.newest import count_experts
from articles.expert_page import SpeaksAbout
from articles.explorer import Explorer
from articles.filters import QuoteFilter, given_pairs
from articles.looks import Looks
from articles.marking import finder, mark_quotes
from articles.merges import category_of_former
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    GoneQuote,
    MuscleGroup,
    Quote,
    SimplePage,
    TaggedQuote,
)
from articles.muscle_page import MuscleReference
from articles.paging import page_after, page_by_name
from articles.public import asks_for, public
from articles.querysets.muscle import called
from articles.search.page import SearchPage
from articles.search.question import words_of

ON_HOME = 6
ON_A_LIST = 12
OF_A_MUSCLE = 6
PAIRED = 4
BY_AN_EXPERT = 10
ON_A_PAGE_OF_NAMES = 120


@public
def home(request):
    articles = list(Article.objects.published().for_list().newest_first()[:ON_HOME])
    muscles = list(MuscleGroup.objects.with_published_count())
    areas = quote_areas(muscles, MuscleGroup.get_absolute_url)
    context = {
        "articles": articles,
        "muscles": muscles,
        "map": BodyMap("Choose a muscle", areas),
        "pull": Quote.objects.published().for_list().newest_first().first(),
        "quote_count": count_quotes(),
        "experts": recently_quoted(),
        "meta": descriptions.home(articles),
    }
    return render(request, "articles/home.html", context)


def count_quotes():
    """All that readers can see."""
    return tallies.naming_any(frozenset())


def recently_quoted():
    look = Looks().naming()
    newest = list(dict.fromkeys(row.expert for row in look.rows))[:ON_HOME]
    experts = Expert.objects.for_list().in_bulk(newest)
    return [experts[pk] for pk in newest]


@public
@asks_for("category", "after")
def article_list(request):
    categories = list(Category.objects.published())
    chosen = request.GET.get("category", "")
    category = next((each for each in categories if each.slug == chosen), None)
    articles = Article.objects.in_category(category).for_list()
    page = page_after(articles, request.GET.get("after", ""), size=ON_A_LIST)
    if page is None or len(request.GET.getlist("category")) > bool(category):
        there = category or category_of_former(chosen) or "article_list"
        return redirect(there, permanent=True)
    context = {
        "page": page,
        "categories": categories,
        "category": category,
        "meta": descriptions.article_list(category, page.rows, request.GET),
        "menu_item": "article_list",
    }
    return render(request, "articles/article_list.html", context)


@public
@asks_for("muscle")
def article_detail(request, slug):
    user = reader(request)
    article = Article.objects.readable_by(user).for_page().filter(slug=slug).first()
    if article is None:
        return redirect_from_former(Article.objects.published(), slug)
    page = ArticlePage(article, request.GET.get("muscle", ""))
    if request.GET.getlist("muscle") != page.chosen_slugs:
        return redirect(page.canonical, permanent=True)
    return render_article(request, page, editor=article.is_changeable_by(user))


def article_context(page):
    return {
        "page": page,
        "article": page.article,
        # Came with the article, so that the footer asks nothing: see `context_processors`.
        "footer_pages": page.article.footer_pages,
        "meta": descriptions.article_detail(page),
        "menu_item": "article_list",
    }


def render_article(request, page, *, editor):
    context = article_context(page) | {"editor": editor}
    response = render(request, "articles/article_detail.html", context)
    if editor:
        # It may be a draft, and it has ways into the admin: no copy may be kept.
        add_never_cache_headers(response)
    return response


def redirect_from_former(rows, slug):
    """Leads to the one of these that had the address once."""
    return redirect(get_object_or_404(rows, former_addresses__slug=slug), permanent=True)


@public
@asks_for("after", "expert", "match", "muscle", "q")
def quote_list(request):
    explorer = Explorer(QuoteFilter.read(request.GET))
    if given_pairs(request.META.get("QUERY_STRING", "")) != explorer.chosen.pairs:
        return redirect(explorer.chosen.url, permanent=True)
    context = {
        "explorer": explorer,
        "chosen": explorer.chosen,
        "searched": explorer.chosen.words,
        "meta": descriptions.quote_list(explorer),
        "menu_item": "quote_list",
    }
    return render(request, "articles/quote_list.html", context)


@require_safe
def quote_detail(request, pk):
    """The short address of a quote. Its article may move, so the browser is to ask again."""
    quote = Quote.objects.published().with_article().filter(pk=pk).first()
    if quote:
        return redirect(quote)
    gone = get_object_or_404(GoneQuote.objects.published(), pk=pk)
    article = Article.objects.for_list().filter(pk=gone.article_id).first()
    context = {"gone": gone, "article": article, "quote_count": count_quotes()}
    return render(request, "articles/gone.html", context, status=410)


@public
def quote_citation(request, pk, file_format):
    """One quote as a reference, as a file for a program that keeps them."""
    if file_format not in FORMATS:
        raise Http404
    quote = get_object_or_404(Quote.objects.published().for_list(), pk=pk)
    form = FORMATS[file_format]
    response = HttpResponse(form.write(quote), content_type=form.content_type)
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = f'inline; filename="quote-{pk}.{file_format}"'
    return response


@public
def muscle_list(request):
    muscles = list(MuscleGroup.objects.with_published_count().with_names())
    areas = quote_areas(muscles, MuscleGroup.get_absolute_url)
    context = {
        "muscles": muscles,
        "regions": MuscleGroup.by_region(muscles),
        "map": BodyMap("Choose a muscle", areas),
        "meta": descriptions.muscle_list(muscles),
        "menu_item": "muscle_list",
    }
    return render(request, "articles/muscle_list.html", context)


@public
def muscle_detail(request, slug):
    muscles = list(MuscleGroup.objects.with_published_count().with_name_list())
    muscle = next((each for each in muscles if each.slug == slug), None)
    if muscle is None:
        named = muscle_called(muscles, slug)
        if named:
            return redirect(named, permanent=True)
        return redirect_from_former(MuscleGroup.objects.all(), slug)
    prefetch_related_objects([muscle], "other_names")
    quotes = list(Quote.objects.newest_naming(muscle).for_list()[:OF_A_MUSCLE])
    mark_quotes(quotes, finder(muscles, {slug}), whole=False)
    articles = Article.objects.published().about(muscle).for_list().newest_first()
    context = {
        "muscle": muscle,
        "expert_count": count_experts([muscle])[muscle.pk],
        "muscles": muscles,
        "map": muscle_map(muscles, muscle),
        "quotes": quotes,
        "articles": list(articles[:OF_A_MUSCLE]),
        "paired": most_named_together(muscles, muscle),
        "reference": MuscleReference(muscle, TaggedQuote.objects.for_reference(muscle)),
        "meta": descriptions.muscle_detail(muscle, quotes),
        "menu_item": "muscle_list",
    }
    return render(request, "articles/muscle_detail.html", context)


def muscle_called(muscles, slug):
    """The group that goes by this name as well: "rear-end"."""
    pk = called(muscles).get(words_of(slug))
    return next((muscle for muscle in muscles if muscle.pk == pk), None)


def most_named_together(muscles, muscle):
    pairs = {each: frozenset({each.pk, muscle.pk}) for each in muscles if each != muscle}
    counts = tallies.naming_all(pairs.values())
    found = [each for each in pairs if counts[pairs[each]]]
    return sorted(found, key=lambda each: -counts[pairs[each]])[:PAIRED]


@public
@asks_for("after")
def expert_list(request):
    experts = Expert.objects.published().for_list()
    page = page_by_name(experts, request.GET.get("after", ""), size=ON_A_PAGE_OF_NAMES)
    if page is None:
        return redirect("expert_list", permanent=True)
    context = {
        "page": page,
        "meta": descriptions.expert_list(page.rows, request.GET),
        "menu_item": "expert_list",
    }
    return render(request, "articles/expert_list.html", context)


@public
def expert_detail(request, slug):
    expert = Expert.objects.published().for_list().filter(slug=slug).first()
    if expert is None:
        return redirect_from_former(Expert.objects.published(), slug)
    speaks_about = SpeaksAbout(expert)
    quotes = list(Quote.objects.newest_by(expert).for_list()[:BY_AN_EXPERT])
    context = {
        "expert": expert,
        "speaks_about": speaks_about,
        "map": speaks_about.map,
        "quotes": quotes,
        "articles": list(dict.fromkeys(quote.article for quote in quotes)),
        "meta": descriptions.expert_detail(expert, speaks_about.named, quotes),
        "menu_item": "expert_list",
    }
    return render(request, "articles/expert_detail.html", context)


@public
@asks_for("after")
def author_detail(request, slug):
    author = Author.objects.published().filter(slug=slug).first()
    if author is None:
        return redirect_from_former(Author.objects.published(), slug)
    articles = author.articles.for_list()
    page = page_after(articles, request.GET.get("after", ""), size=ON_A_LIST)
    if page is None:
        return redirect(author, permanent=True)
    meta = descriptions.author_detail(author, page.rows)
    context = {"author": author, "page": page, "meta": meta}
    return render(request, "articles/author_detail.html", context)


@public
@asks_for("q")
def search(request):
    page = SearchPage(request.GET.get("q", ""))
    context = {"page": page, "searched": page.words, "meta": descriptions.search(page)}
    return render(request, "articles/search.html", context)


@public
def simple_page(request, slug):
    page = get_object_or_404(SimplePage, slug=slug)
    context = {"page": page, "meta": descriptions.simple_page(page)}
    return render(request, "articles/simple_page.html", context)


def reader(request):
    """Who asks. Without a cookie no session is looked up, so that no public page varies by it."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.user if signed_in else AnonymousUser()
