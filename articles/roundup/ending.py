"""Where the words of the last expert end: the closing, and the titles of other pages."""

from articles.roundup import lines as look
from articles.roundup import related
from articles.roundup.lines import Line
from articles.roundup.shape import ClosingPart, Section


def related_start(body: list[Line], least: int) -> int:
    """Where the trailing titles begin, `least` or later."""
    start = len(body)
    while start > least and _may_be_related(body, start - 1):
        start -= 1
    labels = [at for at in range(start, len(body)) if related.is_label(body[at].text)]
    if labels:
        return labels[0]
    sentences = [at for at in range(start, len(body)) if _is_long_sentence(body[at].text)]
    start = max([start, *(at + 1 for at in sentences)])
    while start < len(body) and not _is_surely_related(body, start):
        start += 1
    return start


def cut_closing(sections: list[Section]) -> list[ClosingPart]:
    """Takes from the last section what follows the first heading that names nobody."""
    titled = [each.heading.text for each in sections if each.heading]
    title_case = bool(titled) and all(map(look.is_title_case, titled))
    words = sections[-1].words
    places = headings_within(words, title_case=title_case)
    sections[-1].words = words[: places[0]] if places else words
    ends = [*places[1:], len(words)]
    return [
        ClosingPart(words[at], words[at + 1 : end]) for at, end in zip(places, ends, strict=False)
    ]


def headings_within(words: list[Line], *, title_case: bool) -> list[int]:
    """Places of lines that look like a heading of the text below them."""
    return [
        at
        for at in range(1, len(words) - 1)
        if look.is_title_like(words[at].text, most_words=12)
        and not look.is_item(words[at].text)
        and not words[at - 1].text.endswith(":")
        and (look.is_title_case(words[at].text) or not title_case)
        and not look.is_title_like(words[at + 1].text, most_words=4)
    ]


def _may_be_related(body, at):
    text = body[at].text
    if look.is_item(text):
        return any(related.is_label(line.text) for line in body[max(0, at - 12) : at])
    return look.is_title_like(text, most_words=30, longest=200)


def _is_long_sentence(text):
    """Whether only its full stop is missing."""
    return len(text.split()) > 12 and not look.is_title_case(text) and not text.endswith(("?", ")"))


def _is_surely_related(body, at):
    """Without a label above, a title must be written as this page writes titles."""
    text = body[at].text
    if look.is_title_case(text) or text.endswith("?"):
        return True
    title_case = look.is_title_case(body[0].text)
    return not title_case and len(text.split()) <= 16 and len(body) - at > 1
