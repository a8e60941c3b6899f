"""A line such as "Dr Ana Ruiz, PhD, Physiotherapist at Harbour Lane": who it names, and as what."""

import re
from dataclasses import dataclass

from articles.folding import fold

SEPARATOR = re.compile(r"\s*,\s*|:\s+|\s+[-–—|·/]\s+|\s*[–—|]\s*")
HONORIFIC = re.compile(
    r"(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|coach|rev)\b\.?\s+)+", re.IGNORECASE
)
SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
NO_CREDENTIAL = {"ceo", "cto", "coo", "cfo", "uk", "us", "usa", "eu", "nhs", "nyc"}
CREDENTIAL = re.compile(
    r"(?:ph\.?\s?d|m\.?d|d\.?o|d\.?c|ed\.?d|d\.?phil|m\.?phil|[bm]\.?sc|[bm]\.?a|[bm]\.?ed|"
    r"mb\s?ch\.?b|dr\.?ph|pharm\.?d|psy\.?d)\.?(?:\s\(hons\))?",
    re.IGNORECASE,
)
CAPITALS = re.compile(
    r"[A-Z][A-Z.-]{0,4}[A-Z]\.?(?:[-/\s][A-Z][A-Z-]{0,5})*|[A-Z]{2,}-[A-Za-z]{1,4}"
)
PARTICLES = set(
    "van von der den de da di do du del della dos das la le ter ten te zu bin bint ibn al el y e "
    "af av und mac st".split()
)
JOINTS = {"and", "&"}
ROLE = re.compile(
    r"\b(?:coach|trainer|physio|therapist|doctor|professor|lecturer|research|scientist|(?:co-?)?"
    r"owner|(?:co-?)?founder|director|head|chief|ceo|president|chair|manager|editor|author|writer|"
    r"expert|specialist|consultant|instructor|teacher|athlete|runner|cyclist|swimmer|rower|climber|"
    r"dancer|champion|olymp|surgeon|physician|chiropract|osteopath|podiatrist|nutritionist|"
    r"dieti[ct]ian|kinesiologist|\w*physiologist|\w+(?:ologist|ician|iatrist)|anatomist|biomechanist|nurse|student|"
    r"practitioner|guide|lifeguard|setter|fitter|racer|rider|artist|officer|blogger|host|creator|partner|speaker|member|fellow|engineer|adviser|advisor|strategist|"
    r"certified|registered|licensed|chartered|accredited)",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:clinic|universit|institute|college|hospital|school|academy|gym|studio|cent(?:re|er)|club|"
    r"laborator|lab|foundation|association|federation|society|company|group|ltd|llc|inc|team|"
    r"\w+\.(?:com|org|net|co\.uk|io))\b",
    re.IGNORECASE,
)
# Those who own or made a thing are named with it: "Founder of RunFast, London".
OWNER = re.compile(
    r"((?:.*\b)?(?:owners?|founders?|ceo|president)(?:\s(?:and|&)\s[\w\s-]+?)?) (?:of|at) (.+)",
    re.IGNORECASE,
)
WORKS_OF = re.compile(r"(.+?) of ((?i:the )?[^\W_a-z].*)")
WORKS_AT = re.compile(r"(.+?),? (?i:at|with|from|for) ((?i:the )?[^\W_a-z].*)")
# No person is called so, or so seldom that a role or a title must say that it is a person.
FUNCTION_WORDS = set(
    "the an or in on to for with your you my our their his her its how why what when where who "
    "which is are be does not no than that this these those it we they he she from by".split()
)
TITLE_WORDS = FUNCTION_WORDS | set(
    "more most less better good great big fast slow strong final thoughts things running run runs "
    "walking cycling swimming rowing training exercise exercises muscle muscles core legs leg arms "
    "glute glutes hip hips calf calves quads hamstrings knee knees feet foot toes back body "
    "strength power speed balance anything everything nothing wrapping summary conclusion key "
    "takeaways first next last steps tips warm cool down shoes rest sleep food best worst stretch "
    "stretching bottom line read about".split()
)
# Words that follow a comma in speech, and in no affiliation.
SPEECH = set("who which and but or said says is was I And But you we they he she it if so".split())


@dataclass(frozen=True)
class Person:
    """`affiliation` is all that follows the name, as it was written."""

    name: str
    affiliation: str = ""
    honorific: str = ""
    credentials: str = ""
    title: str = ""
    organisation: str = ""
    certain: bool = False  # A role, a title or a degree says that it is a person.

    @property
    def several(self) -> bool:
        return not JOINTS.isdisjoint(self.name.split())


def read_person(text: str) -> Person | None:
    """The person whom the line may name, with or without an affiliation."""
    if len(text.split()) > 25 or _ends_like_a_sentence(text):
        return None
    name, *rest = SEPARATOR.split(re.sub(r"^\d{1,2}[.)]\s+", "", text), maxsplit=1)
    affiliation = "".join(rest)
    honorific = (HONORIFIC.match(name) or [""])[0].strip()
    words = name.removeprefix(honorific).split()
    while len(words) > 2 and is_credential(words[-1]):
        affiliation = ", ".join(filter(None, [words.pop(), affiliation]))
    if suffix := re.match(rf"({SUFFIX.pattern})(?:,\s*|$)", affiliation, re.IGNORECASE):
        words, affiliation = [*words, suffix[1]], affiliation[suffix.end() :]
    if not _is_name(words, lone=bool(honorific)) or _is_speech(affiliation):
        return None
    return _with_affiliation(" ".join(words), affiliation, honorific)


def is_called_like_a_person(text: str) -> bool:
    """Whether each word looks like a word of a name, and none like a word of a title."""
    words = text.split()
    return _is_name(words) and not any(fold(word) in TITLE_WORDS for word in words)


def is_credential(text: str) -> bool:
    if fold(text.strip(".")) in NO_CREDENTIAL:
        return False
    return bool(CREDENTIAL.fullmatch(text) or (len(text) <= 20 and CAPITALS.fullmatch(text)))


def _with_affiliation(name, affiliation, honorific):
    parts = [part for part in re.split(r"\s*,\s*", affiliation) if part]
    count = next((n for n, part in enumerate(parts) if not is_credential(part)), len(parts))
    title, organisation = split_affiliation(parts[count:])
    certain = bool(honorific or count or ROLE.search(affiliation) or PLACE.search(affiliation))
    credentials = ", ".join(parts[:count])
    return Person(name, affiliation, honorific, credentials, title, organisation, certain)


def split_affiliation(parts: list[str]) -> tuple[str, str]:
    """(what they are, where they work), from the parts between commas."""
    text = ", ".join(parts)
    if found := OWNER.fullmatch(text):
        return found[1], found[2]
    roles = 0
    while roles < len(parts) and ROLE.search(parts[roles]):
        roles += 1
        if found := _with_place(parts[roles - 1]):
            titles = [*parts[: roles - 1], found[1]]
            return ", ".join(titles), ", ".join([found[2], *parts[roles:]])
    if not roles and len(parts) == 1 and not PLACE.search(text):
        return text, ""
    if not roles and parts and not PLACE.search(parts[0]):
        roles = 1
    return ", ".join(parts[:roles]), ", ".join(parts[roles:])


def _with_place(part):
    """The role and, behind "at" or "of", the place."""
    found = WORKS_OF.fullmatch(part)
    return WORKS_AT.fullmatch(part) or (found if found and PLACE.search(found[2]) else None)


def _ends_like_a_sentence(text):
    ended = re.search(r"[.?!:;…,][\"'’”)]*$", text)
    abbreviation = re.search(r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Univ|[A-Za-z]{1,3}\.[A-Z])\.$", text)
    return bool(ended and not abbreviation)


def _is_speech(affiliation):
    first = re.match(r"[\w’']*", affiliation)[0]
    return first in SPEECH


def _is_name(words, *, lone=False):
    named = [word for word in words if word not in PARTICLES | JOINTS]
    joined = any(word in JOINTS for word in words)
    least = 4 if joined else 1 if lone else 2
    return (
        least <= len(named) <= 6
        and words[0] not in JOINTS
        and not any(fold(word) in FUNCTION_WORDS for word in named)
        and all(map(_is_name_word, named))
    )


def _is_name_word(word):
    """ "Anna", "J.", "Okoro-Lund", "O’Brien", "d’Arcy", "al-Sayed", "(Jo)"."""
    core = re.sub(r"^[a-z]{1,3}[’'-](?=\w)", "", word.strip("“”\"'‘’()"))
    return bool(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[’'.‐‑-])*", core)) and not core[0].islower()
