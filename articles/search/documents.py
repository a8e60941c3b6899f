"""What the index holds of each thing, and which changes touch it: SQL that both databases read."""

from collections.abc import Callable
from typing import NamedTuple

# Each is a table `articles_…`, whose ids its documents have, and has an index of its own.
KINDS = ["expert", "article", "quote"]

# The parts of a document, the most telling one first. In `tags` stand ids of muscle groups.
PARTS = ["names", "words", "around", "tags"]


def index(kind: str) -> str:
    return f"articles_search_{kind}"


def source(kind: str) -> str:
    """The view of what the index is to hold."""
    return f"articles_search_{kind}_source"


def selects(plain: Callable[[str], str], tags: str) -> dict[str, str]:
    """For each kind the query for its view.

    `plain` makes SQL for the text of some HTML, and `tags` is SQL for the muscle groups of `q`.
    """
    return {
        "expert": """
            SELECT e.id AS id, e.name AS names, e.title || ' ' || e.organisation AS words,
                e.credentials || ' ' || e.biography AS around, '' AS tags
            FROM articles_expert e""",
        "article": f"""
            SELECT a.id AS id, a.title AS names, a.question || ' ' || a.standfirst AS words,
                coalesce(c.name, '') || ' ' || coalesce(w.name, '') || ' '
                || {plain("a.introduction")} || ' ' || {plain("a.closing")} AS around, '' AS tags
            FROM articles_article a
            LEFT JOIN articles_category c ON c.id = a.category_id
            LEFT JOIN articles_author w ON w.id = a.author_id""",
        "quote": f"""
            SELECT q.id AS id, q.heading AS names, {plain("q.body")} AS words,
                coalesce(e.name, '') || ' ' || q.affiliation || ' ' || a.title AS around,
                {tags} AS tags
            FROM articles_quote q
            JOIN articles_article a ON a.id = q.article_id
            LEFT JOIN articles_expert e ON e.id = q.expert_id""",
    }


class Change(NamedTuple):
    """A change of these columns touches documents: those whose ids `ids` gives, in braces what
    stands for the values of a column before and after.
    """

    table: str
    columns: str
    kind: str
    ids: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.kind}_search"


CHANGES = [
    Change("articles_expert", "name title organisation credentials biography", "expert", "{id}"),
    Change(
        "articles_article",
        "title question standfirst introduction closing category_id author_id",
        "article",
        "{id}",
    ),
    Change(
        "articles_category",
        "name",
        "article",
        "SELECT id FROM articles_article WHERE category_id IN ({id})",
    ),
    Change(
        "articles_author",
        "name",
        "article",
        "SELECT id FROM articles_article WHERE author_id IN ({id})",
    ),
    Change("articles_quote", "heading body affiliation expert_id article_id", "quote", "{id}"),
    Change("articles_taggedquote", "content_object_id tag_id", "quote", "{content_object_id}"),
    Change(
        "articles_expert",
        "name",
        "quote",
        "SELECT id FROM articles_quote WHERE expert_id IN ({id})",
    ),
    Change(
        "articles_article",
        "title",
        "quote",
        "SELECT id FROM articles_quote WHERE article_id IN ({id})",
    ),
]
