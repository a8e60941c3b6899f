"""The lists of the first page: what waits for somebody, and where each piece is done."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from articles.admin import lacking
from articles.admin.links import change_url, list_url, quote_url
from articles.admin.state import moment
from articles.consensus import lowered, number
from articles.history.recording import name_of
from articles.models import Article, Quote, SignOff

ROWS = 8
AGAIN = (
    "Published more than a year ago, and since then neither updated nor approved or asked for by"
    " a link. Experts change their minds and their jobs: ask again, or tick “real update” after"
    " you have."
)


class Cell(NamedTuple):
    text: str
    url: str = ""
    under: str = ""
    # "warn", "done" or "nowrap".
    look: str = ""
    comments: tuple[str, ...] = ()


class Work(NamedTuple):
    heading: str
    note: str
    columns: tuple[str, ...]
    rows: list[list[Cell]]
    total: int
    # How the sentence over the page counts it.
    in_words: str
    all_url: str = ""
    all_label: str = ""
    help: str = ""


def waiting_work(user):
    """Only what this person can do: writers have no hand in what readers see."""
    makers = [own_drafts, sign_offs]
    if user.has_perm("articles.publish_article"):
        makers = [own_drafts, others_drafts, sign_offs, scheduled, failing, to_ask_again]
    may_write = user.has_perm("articles.change_article")
    found = [make(user) for make in makers] if may_write else []
    return [work for work in found if work.total]


def own_drafts(user):
    return drafts(user, Article.objects.drafts().filter(created_by=user), "My drafts", "of yours")


def others_drafts(user):
    articles = Article.objects.drafts().exclude(created_by=user)
    return drafts(user, articles, "Drafts of others", "of others")


def drafts(user, articles, heading, whose):
    found = lacking.with_lacks(articles.with_last_save(), lacking.ARTICLE)[:ROWS]
    total = articles.count()
    return Work(
        heading=heading,
        note=str(total),
        columns=("Article", "Still to fix", "Last saved"),
        rows=[[title_cell(each), lacks_cell(each), saved_cell(each, user)] for each in found],
        total=total,
        in_words=counted(total, f"draft {whose}", f"drafts {whose}"),
        all_url=list_url(Article, state="draft"),
        all_label="All drafts",
    )


def sign_offs(user):
    waiting = SignOff.objects.waiting().of_articles_of(user)
    found = list(waiting.for_list().order_by("-to_do", "made_at")[:ROWS])
    total = waiting.count()
    comments = sum(each.to_do for each in found)
    said = [counted(total, "quote", "quotes").lower()]
    said += [counted(comments, "comment", "comments").lower()] * bool(comments)
    return Work(
        heading="Waiting for sign-off",
        note=", ".join(said),
        columns=("Quote", "Expert", "Asked", "Answer"),
        rows=[
            [quote_cell(each.quote), expert_cell(each.quote), day_cell(each.made_at), answer(each)]
            for each in found
        ],
        total=total,
        in_words=counted(comments, "comment from an expert", "comments from experts")
        if comments
        else counted(total, "quote to be signed off", "quotes to be signed off"),
        all_url=list_url(Quote, todo="sign-off"),
        all_label="All quotes that wait for sign-off",
    )


def answer(sign_off):
    """A comment, or how long the link still leads there."""
    if sign_off.to_do:
        open_ones = [each for each in sign_off.comments.all() if each.done_at is None]
        when = lowered(moment(open_ones[-1].sent_at))
        return Cell(f"Comment, {when}", comments=tuple(each.text for each in open_ones))
    if sign_off.ends_at <= timezone.now():
        return Cell("Link ended", look="warn", under="Make a new one at the quote.")
    return Cell(f"No answer yet. Link ends {day(sign_off.ends_at)}.")


def scheduled(user):
    articles = Article.objects.scheduled().order_by("published_at")
    total = articles.count()
    return Work(
        heading="Scheduled",
        note=f"{timezone.get_current_timezone_name()} time",
        columns=("Article", "Goes live", "Checks"),
        rows=[
            [title_cell(each), Cell(moment(each.published_at), look="nowrap"), lacks_cell(each)]
            for each in lacking.with_lacks(articles, lacking.ARTICLE)[:ROWS]
        ],
        total=total,
        in_words=counted(total, "scheduled article", "scheduled articles"),
        all_url=list_url(Article, state="scheduled"),
        all_label=f"All {total} scheduled articles",
    )


def failing(user):
    live = Article.objects.published()
    articles = lacking.incomplete(live, lacking.ARTICLE).newest_first()
    total = articles.count()
    return Work(
        heading="Live, with a failing check",
        note=f"{total} of {live.count()}",
        columns=("Article", "What is wrong", "Live since"),
        rows=[
            [title_cell(each), lacks_cell(each), day_cell(each.published_at)]
            for each in articles[:ROWS]
        ],
        total=total,
        in_words=counted(total, "live article to repair", "live articles to repair"),
        all_url=list_url(Article, state="live", lacking="any"),
        all_label=f"All {total} live articles to repair",
    )


def to_ask_again(user):
    quotes = Quote.objects.to_ask_again()
    total = quotes.count()
    return Work(
        heading="Quotes to ask again",
        note=f"{counted(total, 'quote', 'quotes')} over a year old",
        columns=("Expert", "Quote", "Last confirmed"),
        rows=[
            [expert_cell(each), quote_cell(each), day_cell(confirmed_at(each))]
            for each in quotes.for_list()[:ROWS]
        ],
        total=total,
        in_words=counted(total, "quote to ask again", "quotes to ask again"),
        all_url=list_url(Quote, todo="ask-again"),
        all_label=f"All {total} quotes to ask again",
        help=AGAIN,
    )


def confirmed_at(quote):
    approved_on = quote.approved_at and timezone.localdate(quote.approved_at)
    return max(filter(None, [approved_on, quote.article.changed_on]))


# --- Cells ----------------------------------------------------------------------------------------


def title_cell(article):
    return Cell(str(article), change_url(article))


def quote_cell(quote):
    return Cell(str(quote), quote_url(quote), under=quote.article.title)


def expert_cell(quote):
    return Cell(str(quote.expert or "Nobody yet"))


def lacks_cell(article):
    found = lacking.lacks(article, lacking.ARTICLE)
    return Cell(f"Lacks {', '.join(found)}", look="warn") if found else Cell("Ready", look="done")


def saved_cell(article, user):
    if article.saved_at is None:
        return Cell("")
    by = "" if article.saved_by == name_of(user) else f"by {article.saved_by}"
    return Cell(moment(article.saved_at), look="nowrap", under=by)


def day_cell(when):
    return Cell(day(when), look="nowrap")


def day(when):
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return date_format(local, "j F Y")


def counted(total, one, several):
    """ "two drafts"; the page says large numbers in figures."""
    return f"{number(total)} {one if total == 1 else several}"
