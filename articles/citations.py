"""One quote as a reference, in the formats that people and their programs read.

A name stands as it is written: where a family name begins, nobody but its bearer knows.
BibTeX: https://www.bibtex.com/g/bibtex-format/. RIS: https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html.
CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.
"""

import json
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils.formats import date_format

from articles.meta import absolute

BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "{}%&$#_"}


class Format(NamedTuple):
    """How a citation is written, and as what a browser gets it."""

    label: str
    content_type: str
    write: Callable


def plain(quote) -> str:
    """“Name, quoted in “Title”, Runsite, 12 May 2025. https://…/q/7/”"""
    return f"{in_words(quote)} {address(quote)}\n"


def in_words(quote) -> str:
    article = quote.article
    date = date_format(article.changed_on) if article.changed_on else "not published yet"
    return f"{quote.expert}, quoted in “{article}”, {settings.SITE_NAME}, {date}."


def bibtex(quote) -> str:
    fields = {
        "author": f"{{{in_bibtex(quote.expert.name)}}}",
        "title": in_bibtex(quote.heading),
        "booktitle": in_bibtex(quote.article.title),
        "publisher": in_bibtex(settings.SITE_NAME),
        "year": str(quote.article.changed_on.year),
        "date": quote.article.changed_on.isoformat(),
        "url": address(quote),
        "note": "Quotation",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@incollection{{quote{quote.pk},\n{''.join(lines)}}}\n"


def in_bibtex(text: str) -> str:
    return "".join(BIBTEX_SIGNS.get(sign, sign) for sign in " ".join(text.split()))


def ris(quote) -> str:
    date = quote.article.changed_on
    lines = [
        ("TY", "ELEC"),
        ("AU", quote.expert.name),
        ("TI", quote.heading),
        ("T2", quote.article.title),
        ("PB", settings.SITE_NAME),
        ("PY", str(date.year)),
        ("DA", date.strftime("%Y/%m/%d")),
        ("UR", address(quote)),
        ("ER", ""),
    ]
    named = [(tag, " ".join(value.split())) for tag, value in lines if value or tag == "ER"]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in named)


def csl_json(quote) -> str:
    date = quote.article.changed_on
    item = {
        "id": f"quote{quote.pk}",
        "type": "article-magazine",
        "author": [{"literal": quote.expert.name}],
        "title": quote.heading,
        "container-title": f"{quote.article.title}, {settings.SITE_NAME}",
        "publisher": settings.SITE_NAME,
        "issued": {"date-parts": [[date.year, date.month, date.day]]},
        "URL": address(quote),
        "language": "en-GB",
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def address(quote) -> str:
    return absolute(quote.permanent_path)


FORMATS = {
    "txt": Format("Plain text", "text/plain; charset=utf-8", plain),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl_json),
}
