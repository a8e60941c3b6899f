"""Two versions of cleaned HTML, word by word: what was taken out, and what was added.

Readable without colour: each mark says in hidden words what it means. Tags stay outside of the
marks, so that no mark cuts an element in two.
"""

import re
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.html import escape

from articles.richtext import CleanHTML

TOKEN = re.compile(r"<[^>]+>|[^<\s]+\s*|\s+")
# Paragraphs and headings are lined up before words: this keeps long texts readable and fast.
BLOCK = re.compile(r"<(p|h[1-6])>.*?</\1>|<[^>]+>|[^<]+", re.DOTALL)
ADDED = '<ins><span class="hide">added: </span>{}</ins>'
TAKEN_OUT = '<del><span class="hide">taken out: </span>{}</del>'
# Of two paragraphs with less in common, one was taken out and the other added.
ALIKE = 0.4
# Between two paragraphs that stayed, a changed one is looked for among so many.
NEAR = 20
# Of more words, those that stand everywhere are no help in lining up the rest, and cost minutes.
LONG = 1000


def combined(old, new):
    """One fragment: the new version, and in its place what was taken out."""
    return CleanHTML("".join(both for _, _, both in compared(old, new)))


def marked(old, new):
    """The old version with what was taken out, and the new one with what was added."""
    found = compared(old, new)
    return tuple(CleanHTML("".join(stretch[side] for stretch in found)) for side in (0, 1))


def combined_names(old, new):
    """Of two lists of names, in which the order says nothing: the new one, then what is gone."""
    came = [escape(name) if name in old else ADDED.format(escape(name)) for name in new]
    gone = [TAKEN_OUT.format(escape(name)) for name in old if name not in new]
    return CleanHTML(f"<p>{', '.join([*came, *gone])}</p>")


def compared(old, new):
    """Stretch by stretch: the old one marked, the new one marked, both in one."""
    found = []
    for is_same, before, after in matched(blocks(old), blocks(new)):
        pairs = zip(before, after, strict=True) if is_same else paired(before, after)
        found += [words_compared(*pair) for pair in pairs]
    return found


def words_compared(old, new):
    """Of two blocks; one that has no counterpart is compared with nothing."""
    sides = [[], [], []]
    for is_same, before, after in matched(tokens(old), tokens(new)):
        taken_out = before if is_same else mark(before, TAKEN_OUT)
        added = after if is_same else mark(after, ADDED)
        # In one fragment the tags are those of the new version, if there is one.
        kept = mark([word for word in before if not (new and is_tag(word))], TAKEN_OUT)
        sides[0] += taken_out
        sides[1] += added
        sides[2] += after if is_same else kept + added
    return tuple("".join(side) for side in sides)


def paired(before, after):
    """Blocks that became each other, in order; what was taken out stands before what came."""
    left, came = list(before), []
    for new in after:
        at = next((n for n, old in enumerate(left[:NEAR]) if are_alike(old, new)), None)
        if at is None:
            came.append(("", new))
            continue
        yield from [*((old, "") for old in left[:at]), *came, (left[at], new)]
        del left[: at + 1]
        came = []
    yield from [*((old, "") for old in left), *came]


def are_alike(old, new):
    return SequenceMatcher(None, tokens(old), tokens(new)).quick_ratio() >= ALIKE


def matched(old, new):
    """Stretches of two lists: whether they are the same, the old one, the new one."""
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > LONG)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        yield kind == "equal", old[i1:i2], new[j1:j2]


def mark(words, form):
    marked = []
    for tags, group in groupby(words, key=is_tag):
        text = "".join(group)
        marked.append(text if tags or not text.strip() else form.format(text))
    return marked


def is_tag(token):
    return token.startswith("<")


def tokens(html):
    return TOKEN.findall(html)


def blocks(html):
    return [match.group() for match in BLOCK.finditer(html)]
