"""What the index holds of each thing, and which changes touch it: SQL that both databases read."""

from collections.abc import Callable
from typing import NamedTuple

from articles.triggers import Change

# Each is a table `articles_…`, whose ids its documents have, and has indexes of its own.
KINDS = ["expert", "article", "quote"]

# The parts of a document, the most telling one first. In `tags` stands what nobody types: of a
# quote the ids of its muscle groups and, with a letter before it, of its expert; of it and
# of an article whether there is a date, so that drafts hide nothing.
PARTS = ["names", "words", "around", "tags"]
NAME_PARTS = ["names", "tags"]
DATED, UNDATED = "dated", "undated"


def expert_tag(pk: int) -> str:
    return f"e{pk}"


class Index(NamedTuple):
    """A table with these parts of the documents of one kind.

    One holds all of them. Another holds names alone: few of those with a frequent word have it
    there, and in the first they would be looked for among all.
    """

    kind: str
    parts: list[str]

    @property
    def table(self) -> str:
        return f"articles_search_{self.kind}{'' if self.parts == PARTS else '_names'}"

    @property
    def noun(self) -> str:
        return f"{self.kind}s" if self.parts == PARTS else f"names of {self.kind}s"


def indexes(*kinds: str) -> list[Index]:
    return [Index(kind, parts) for kind in kinds or KINDS for parts in (PARTS, NAME_PARTS)]


def index(kind: str, within: str = "all") -> Index:
    return Index(kind, NAME_PARTS if within == "names" else PARTS)


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
                || {plain("a.introduction")} || ' ' || {plain("a.closing")} AS around,
                {dated("a.published_at IS NOT NULL")} AS tags
            FROM articles_article a
            LEFT JOIN articles_category c ON c.id = a.category_id
            LEFT JOIN articles_author w ON w.id = a.author_id""",
        "quote": f"""
            SELECT q.id AS id, q.heading AS names, {plain("q.body")} AS words,
                coalesce(e.name, '') || ' ' || q.affiliation || ' ' || a.title AS around,
                {tags} || coalesce(' e' || q.expert_id, '') || ' '
                || {dated("a.published_at IS NOT NULL AND q.expert_id IS NOT NULL")} AS tags
            FROM articles_quote q
            JOIN articles_article a ON a.id = q.article_id
            LEFT JOIN articles_expert e ON e.id = q.expert_id""",
    }


def dated(condition: str) -> str:
    return f"CASE WHEN {condition} THEN '{DATED}' ELSE '{UNDATED}' END"


OF_EXPERTS = "SELECT id FROM articles_quote WHERE expert_id IN ({id})"
OF_ARTICLES = "SELECT id FROM articles_quote WHERE article_id IN ({id})"
IN_CATEGORIES = "SELECT id FROM articles_article WHERE category_id IN ({id})"
BY_AUTHORS = "SELECT id FROM articles_article WHERE author_id IN ({id})"
TAGGED = "articles_quote WHERE id IN ({content_object_id})"

CHANGES = [
    Change("articles_expert", "name title organisation credentials biography", "expert"),
    Change(
        "articles_article",
        "title question standfirst introduction closing category_id author_id published_at",
        "article",
        parents=(
            "articles_category WHERE id IN ({category_id})",
            "articles_author WHERE id IN ({author_id})",
        ),
    ),
    Change("articles_category", "name", "article", IN_CATEGORIES),
    Change("articles_author", "name", "article", BY_AUTHORS),
    Change(
        "articles_quote",
        "heading body affiliation expert_id article_id",
        "quote",
        parents=(
            "articles_article WHERE id IN ({article_id})",
            "articles_expert WHERE id IN ({expert_id})",
        ),
    ),
    Change(
        "articles_taggedquote",
        "content_object_id tag_id",
        "quote",
        "{content_object_id}",
        parents=(
            f"articles_article WHERE id IN (SELECT article_id FROM {TAGGED})",
            f"articles_expert WHERE id IN (SELECT expert_id FROM {TAGGED})",
        ),
    ),
    Change("articles_expert", "name", "quote", OF_EXPERTS),
    Change("articles_article", "title published_at", "quote", OF_ARTICLES),
]
