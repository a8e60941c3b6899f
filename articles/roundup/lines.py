"""What a single line of a plain-text roundup looks like. Plain values in, plain values out."""

import re
from datetime import date
from typing import NamedTuple

from articles.pictures import file_name_as_text

CLOSERS = r"\"'’”»)\]"
ENDS_SENTENCE = re.compile(rf"[.,;:…][{CLOSERS}]*$")
INNER_STOP = re.compile(r"(?<!\bDr)(?<!\bvs)(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bMrs)\.[”’\"')]*\s")
ITEM = re.compile(r"(?P<mark>[-–—•·▪◦*‣]|\d{1,2}[.)])\s+(?P<words>\S.*)")
CREDIT_WORDS = r"(?:photos?|photograph|pictures?|images?)(?: (?:credits?|by|courtesy of))?|credits?"
CREDIT = re.compile(
    rf"(?:(?:{CREDIT_WORDS})\s*[:–—]\s*|(?:photo|image|picture)s? (?:by|courtesy of) )\S.{{0,118}}",
    re.IGNORECASE,
)
CREDITED = re.compile(rf"(?P<words>.*?)\s*[(\[](?P<credit>{CREDIT.pattern})[)\]]\.?", re.IGNORECASE)
# What web pages put between the lines, and no author wrote.
FURNITURE = re.compile(
    r"advertisements?|ads?|share|share this.{0,20}|tweet|pin|print|email|copy link|facebook|"
    r"twitter|x|linkedin|whatsapp|pinterest|table of contents|contents|skip to content|menu|"
    r"(?:subscribe|sign up|follow us)\b.{0,40}|leave a (?:comment|reply)|comments?|back to top|"
    r"load more|(?:©|\(c\)|copyright\b).{0,80}",
    re.IGNORECASE,
)
BREADCRUMBS = re.compile(r"[^.>›»]+(?:\s[>›»]\s[^.>›»]+)+")
SMALL_WORDS = set(
    "a an and as at but by for from if in into is nor of on onto or per so than that the then to "
    "up via vs with yet".split()
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DATES = [
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[a-z]{3,9})\.?,? (?P<y>\d{4})", re.I),
    re.compile(r"(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})", re.I),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    # With a slash only a day above 12 tells whether day or month comes first.
    re.compile(r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<m>\d{1,2})/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})"),
]
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.I)


class Line(NamedTuple):
    """A line of the source that is not empty; numbers count from 1, empty lines included."""

    number: int
    text: str


def read_lines(text: str) -> list[Line]:
    """Whatever the line ends; with plain single spaces and without marks that nobody sees."""
    rows = re.split(r"\r\n|\r|\n", re.sub("[\u200b\u200c\u2060\ufeff\u00ad]", "", text))
    lines = (Line(number, " ".join(row.split())) for number, row in enumerate(rows, start=1))
    return [line for line in lines if line.text]


def is_item(text: str) -> bool:
    """Whether it is an item of a list, with a bullet or a number."""
    return bool(ITEM.fullmatch(text))


def without_mark(text: str) -> str:
    """The words of an item of a list; any other text as it is."""
    found = ITEM.fullmatch(text)
    return found["words"] if found else text


def is_furniture(text: str, *, above_title: bool) -> bool:
    crumbs = above_title and BREADCRUMBS.fullmatch(text)
    return bool(crumbs or FURNITURE.fullmatch(text))


def is_title_like(text: str, *, most_words: int = 16, longest: int = 120) -> bool:
    """Short, and not ended like a sentence: a heading, a label, a title or a picture's text."""
    return (
        len(text) <= longest
        and len(text.split()) <= most_words
        and not text[0].islower()
        and not ENDS_SENTENCE.search(text)
        and not INNER_STOP.search(re.sub(r"^\d{1,2}\.\s", "", text))
        and not re.fullmatch(r"[-•·▪◦*‣].*|\W*", text)
    )


def is_short_sentence(text: str, *, most_words: int = 20) -> bool:
    inner = re.search(r"[.!?…][”’\"')]*\s", text)
    return len(text.split()) <= most_words and not inner and not is_item(text)


def ends_like_prose(text: str) -> bool:
    return bool(re.search(rf"[.:…][{CLOSERS}]*$", text)) or len(text.split()) > 20


def is_title_case(text: str) -> bool:
    """Whether All Words But the Small Ones Begin Like This."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word not in SMALL_WORDS]
    return bool(words) and not any(word[0].islower() for word in words)


def read_credit(text: str) -> tuple[str, str] | None:
    """(what the picture shows, credit): "(Photo: Ines Varga)", alone or after the words."""
    if found := CREDITED.fullmatch(text):
        return found["words"], found["credit"]
    return ("", text) if CREDIT.fullmatch(text) and not ENDS_SENTENCE.search(text) else None


def describes_picture(text: str) -> bool:
    """Whether the line before a credit can be the picture's text, and is no speech."""
    short = is_title_like(text, most_words=30, longest=250) or is_short_sentence(text)
    return short and len(text) <= 250 and not text.endswith(":") and not file_name_as_text(text)


def read_date(text: str) -> date | None:
    text = WEEKDAY.sub("", text.strip(" .,"))
    found = next(filter(None, (pattern.match(text) for pattern in DATES)), None)
    if found is None:
        return None
    try:
        return date(int(found["y"]), _month(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3].lower()) + 1
