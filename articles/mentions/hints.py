"""What the words of a sentence say of a muscle: does it work, help, or not, and when.

A hint is for an editor to look at. Where the words say nothing special, a muscle that is named
works.
"""

import re
from functools import lru_cache

from articles.said import HELPS, LONGEST_CONDITION, MAIN, NOT_WORKED

CLAUSE_BREAK = re.compile(
    r"[;:()]| [–—-] |—|,? (?:but|while|whereas|although|though|because|so that|which is why)\b|, so "
)
# "Not only the calves" and "don't forget the calves" deny nothing.
NO_DENIAL = re.compile(
    r"\b(?:not|never|\w+n't|cannot|without|no)(?: ever)? (?:only|just|merely|simply|solely|to mention"
    r"|surprisingly|least|afraid|hesitate|wonder|doubt|matter|question|mistake|exaggeration"
    r"|(?:to )?(?:forget|forgetting|neglect|neglecting|ignore|ignoring|skip|skipping|underestimate"
    r"|underestimating|overlook|overlooking|discount|undersell|miss|let|blame|rest|stop|sleep"
    r"|switch off|get me wrong|mean|realise|realize|think of|know|notice|thank))\b"
)
DENIAL = re.compile(
    r"\b(?:never|not|no|without|barely|hardly|scarcely|rarely|seldom|neither|nor|cannot|\w+n't"
    r"|spares?|sparing|bypass(?:es|ing)?|ignor(?:es|ing)|neglects?|skips?|nothing (?:to do with|for"
    r"|from)|(?:very |too |surprisingly )?little (?:to do )?(?:for|with|from|of|work)"
    r"|takes? the (?:load|work|strain) off|leav(?:es|ing) out)\b"
)
# A contrast denies what comes next, and a comma ends it.
CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|, not|(?:^| )not) [^,]*$")
# One that a comma has ended is over.
ENDED_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|as opposed to|,? not (?:the|your|just)) [^,]*,"
)
LIST = r"(?:(?:,| and| or|, and|,? nor) (?!with\b)(?:the |your |a )?[\w'-]+(?: [\w'-]+)?){0,3}"
DENIED = re.compile(
    rf"{LIST},?(?: muscles?)?(?: really| actually| mostly| usually| simply| just| then)? (?:"
    r"(?:do|does|did|are|is|was|were|has|have|will|would|can|need|should)(?:n't| not)"
    r"|never|hardly|barely|scarcely|rarely|seldom|rests?|sleeps?|switch(?:es)? off|idles?"
    r"|stays? (?:quiet|out|idle|asleep|silent|off)|do(?:es)? (?:almost |next to |virtually )?nothing"
    r"|(?:are|is) (?:idle|asleep|quiet|off|resting|spared|barely|hardly|never|left out|silent)"
    r"|ha(?:ve|s) (?:very |precious )?(?:little|nothing|next to nothing|almost nothing|no)"
    r"|gets? (?:a rest|the day off|a holiday|little|no|off|almost no)"
    r"|contributes? (?:nothing|little|almost|next)|takes? (?:no part|a holiday|the day off))\b"
)
NOT_DENIED = re.compile(
    r".*?\b(?:\w+n't|not|never|hardly|rarely|seldom) (?:only|just|merely|ever )?(?:rests?|stops?|sleeps?"
    r"|switch(?:es)? off|only|just|merely|gets? a (?:rest|break|holiday)|far|let|lazy|tire)\b"
)
HELP_BEFORE = re.compile(
    r"\b(?:with (?:some |a little |a bit of |plenty of |lots of |a lot of |a hand |much )?(?:help|support"
    r"|assistance|input|backing|back-up|backup)(?: coming)? (?:from|of|by)|with (?:the|your) help of"
    r"|with a (?:little |small )?(?:hand|contribution|bit|touch) (?:from|of)"
    r"|(?:helped|assisted|supported|aided|backed(?: up)?|steadied|seconded|joined) by"
    r"|to a (?:lesser|smaller|minor) (?:extent|degree)|less so|and a (?:little|bit) (?:of )?(?:the )?"
    r"|plus (?:a little|a bit|some)|a bit of|secondar(?:y|ily)|some (?:work|help|effort) (?:from|for|in)"
    r"|supporting (?:role|part|cast|work)[^,.]*|lesser (?:role|part)[^,.]*|assistance (?:from|of)"
    r"|help (?:comes )?from|a (?:smaller|lesser|minor|modest) (?:amount|share|contribution)[^,.]*)\b"
)
HELPING = re.compile(
    rf"{LIST},?(?: muscles?)?(?: also| only| just| merely| both| all| then| mostly| will| can| may| might)?"
    r"(?: also)? (?:help|helps|helping|assist|assists|assisting|supports?|chips? in|pitch(?:es)? in"
    r"|lends? a hand|plays? (?:a |an )?(?:supporting|secondary|minor|smaller|small|lesser|assisting)"
    r"|contributes? (?:a little|a bit|less|too|as well)|comes? along for the ride|does? a little"
    r"|backs? (?:them|it|this|that) up|(?:is|are) (?:secondary|helpers?|assistants?|synergists?)"
    r"|to a lesser|less so|acts? as (?:a )?(?:synergist|helper|stabiliser|stabilizer|assistant)s?)\b"
)
PLACES = (
    "treadmills? flat hills? trails? track bike stairs sand grass road climbs? climb descents? incline "
    "inclines? slopes? pavement concrete snow ice water machine ground terrain surfaces? beach turf "
    "ascent descent way_up way_down downs? elliptical erg rower saddle mat floor bars? wall rock"
).replace("_", " ")
CONDITION = re.compile(
    r"\b(?:on (?:a |an |the |your )?(?:[\w-]+ )?(?:" + "|".join(PLACES.split()) + r")"
    r"|on the (?:way|stroke) (?:up|down|back)"
    r"|(?:running |walking |going |riding |when )?(?:uphill|downhill|outdoors|indoors|upstairs|downstairs)"
    r"|at (?:a |an )?(?:steady|slow|slower|high|higher|low|lower|easy|fast|faster|race|walking|sprint"
    r"|gentle|top|full|moderate|jogging|brisk) (?:pace|paces|speed|speeds|cadence|intensity)"
    r"|(?:when|while|if) (?:you(?:'re| are)? )?(?:sprint(?:ing)?|climb(?:ing)?|accelerat(?:e|ing)|jump(?:ing)?"
    r"|stand(?:ing)?(?: up)?(?: on the pedals)?|sit(?:ting)?(?: down)?|land(?:ing)?|turn(?:ing)?"
    r"|brak(?:e|ing)|kick(?:ing)?|lunge|lunging|paddl(?:e|ing)|run(?:ning)? (?:fast|slowly|uphill|downhill))"
    r"|in (?:a |the )?(?:sprints?|water|sand|snow|headwind|catch|recovery|pull phase|push phase|saddle)"
    r"|during (?:a |an |the )?(?:[\w-]+ )?(?:sprints?|pull|push|catch|recovery|descent|climb|stroke|kick"
    r"|stance|swing|phase|landing|take-off|push-off|stance phase|swing phase))\b"
)


def role(before: str, after: str) -> str:
    """The role that the words beside a name give it; `before` and `after` lie in its sentence."""
    clause = CLAUSE_BREAK.split(before)[-1]
    rest = CLAUSE_BREAK.split(after, maxsplit=1)[0]
    if is_denied(clause, rest):
        return NOT_WORKED
    if HELP_BEFORE.search(clause) or HELPING.match(rest):
        return HELPS
    return MAIN


def is_denied(clause: str, rest: str) -> bool:
    if DENIED.match(rest) and not NOT_DENIED.match(rest):
        return True
    if not (DENIAL.search(clause) or CONTRAST.search(clause)):
        return False
    said = NO_DENIAL.sub(" ", clause)
    return bool(CONTRAST.search(said) or DENIAL.search(ENDED_CONTRAST.sub(",", said)))


@lru_cache(maxsize=64)
def conditions_in(sentence: str) -> list[re.Match[str]]:
    return list(CONDITION.finditer(sentence.lower()))


def condition(sentence: str, start: int) -> str:
    """The condition nearest to the name that begins at `start`, for use within a sentence; else nothing."""
    found = conditions_in(sentence)
    nearest = min(found, key=lambda each: abs(each.start() - start), default=None)
    if nearest is None:
        return ""
    words = " ".join(sentence[nearest.start() : nearest.end()].split())[:LONGEST_CONDITION]
    # It may have begun the sentence.
    return words[:1].lower() + words[1:]
