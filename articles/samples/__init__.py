"""Sample content: a TOML file for each article, and the people and pages around them.

All people in it are invented. The name of an article's file is the article's address.
"""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def authors():
    return read(FOLDER / "authors.toml")


def experts():
    return read(FOLDER / "experts.toml")


def pages():
    return read(FOLDER / "pages.toml")


def articles():
    return {path.stem: read(path) for path in sorted((FOLDER / "articles").glob("*.toml"))}


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def html(text):
    """Blocks between blank lines are paragraphs, unless they are headings or lists already."""
    blocks = [" ".join(block.split()) for block in text.strip().split("\n\n")]
    ready = ("<h2>", "<h3>", "<ul>", "<ol>")
    return "".join(block if block.startswith(ready) else f"<p>{block}</p>" for block in blocks)
