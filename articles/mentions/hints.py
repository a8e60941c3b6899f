"""What the words of a sentence say of a muscle: does it work, help, or not, and when.

A hint is for an editor to look at. Where the words say nothing special, a muscle that is named
works.
"""

import re
from functools import lru_cache

from articles.mentions.patterns import any_of
from articles.said import HELPS, LONGEST_CONDITION, MAIN, NOT_WORKED

CLAUSE_BREAK = re.compile(
    r"[;:()]| [–—-] |—|, so |, it(?:'s| is)\b"
    r"|,? (?:but|while|whereas|although|though|because|so that|which is why)\b"
)
# A few more muscles between the name and its verb: "the calves, glutes and core help".
LIST = r"(?:(?:,| and| or|, and|,? nor) (?!with\b)(?:the |your |a )?[\w'-]+(?: [\w'-]+)?){0,3}"

# --- Denied ---------------------------------------------------------------------------------------

# "Not only the calves" and "don't forget the calves" deny nothing.
NOT_TO_DENY = any_of(
    """only just merely simply solely to_mention surprisingly least afraid hesitate wonder doubt
    matter question mistake exaggeration (?:to_)?(?:forget|neglect|ignore|skip|overlook)(?:t?ing)?
    (?:to_)?skipping (?:to_)?ignoring (?:to_)?underestimat(?:e|ing) discount undersell miss let
    blame rests? stops? sleeps? switch(?:es)?_off gets?_to_rest get_me_wrong mean realise realize
    think_of know notice thank"""
)
NO_DENIAL = re.compile(rf"\b(?:not|never|\w+n't|cannot|without|no)(?: ever)? {NOT_TO_DENY}\b")
DENIAL = re.compile(
    r"\b(?:never|not|no|without|barely|hardly|scarcely|rarely|seldom|neither|nor|cannot|\w+n't"
    r"|spares?|sparing|bypass(?:es|ing)?|ignor(?:es|ing)|neglects?|skips?|nothing (?:to do with|for"
    r"|from)|(?:very |too |surprisingly )?little (?:to do )?(?:for|with|from|of|work)"
    r"|takes? the (?:load|work|strain) off|leav(?:es|ing) out)\b"
)
# A contrast denies what comes next, and a comma ends it.
CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|, not|(?:^| )not) [^,]*$")
ENDED_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|as opposed to|,? not (?:the|your|just)) [^,]*,"
)
DENYING = any_of(
    r"""(?:do|does|did|are|is|was|were|has|have|will|would|can|need|should)(?:n't|_not) never hardly
    barely scarcely rarely seldom rests? sleeps? switch(?:es)?_off idles?
    stays?_(?:quiet|out|idle|asleep|silent|off) do(?:es)?_(?:almost_|next_to_|virtually_)?nothing
    (?:are|is)_(?:idle|asleep|quiet|off|resting|spared|barely|hardly|never|left_out|silent)
    ha(?:ve|s)_(?:very_|precious_)?(?:little|nothing|next_to_nothing|almost_nothing|no)
    gets?_(?:a_rest|the_day_off|a_holiday|little|no|off|almost_no)
    contributes?_(?:nothing|little|almost|next) takes?_(?:no_part|a_holiday|the_day_off)"""
)
DENIED = re.compile(
    rf"{LIST},?(?: muscles?)?"
    rf"(?: really| actually| mostly| usually| simply| just| then)? {DENYING}\b"
)
# "The calves never rest."
NOT_DENIED = re.compile(
    r".*?\b(?:\w+n't|not|never|hardly|rarely|seldom) (?:only |just |merely |ever )?"
    r"(?:rests?|stops?|sleeps?|switch(?:es)? off|only|just|merely|gets? a (?:rest|break|holiday)"
    r"|gets? to rest|far|let|lazy|tire)\b"
)

# --- Helping --------------------------------------------------------------------------------------

HELP_BEFORE = re.compile(
    r"\b(?:with (?:(?:some|a little|a bit of|plenty of|lots of|a lot of|a hand|much) )?(?:help"
    r"|support|assistance|input|backing|back-up|backup)(?: coming)? (?:from|of|by)"
    r"|with (?:the|your) help of"
    r"|with a (?:little |small )?(?:hand|contribution|bit|touch) (?:from|of)"
    r"|(?:helped|assisted|supported|aided|backed(?: up)?|steadied|seconded|joined) by"
    r"|to a (?:lesser|smaller|minor) (?:extent|degree)|less so"
    r"|and a (?:little|bit) (?:of )?(?:the )?|plus (?:a little|a bit|some)|a bit of"
    r"|secondar(?:y|ily)|some (?:work|help|effort) (?:from|for|in)"
    r"|supporting (?:role|part|cast|work)[^,.]*|lesser (?:role|part)[^,.]*"
    r"|assistance (?:from|of)|help (?:comes )?from"
    r"|a (?:smaller|lesser|minor|modest) (?:amount|share|contribution)[^,.]*)\b"
)
HELP = any_of(
    """help helps helping assist assists assisting supports? chips?_in pitch(?:es)?_in
    lends?_a_hand plays?_(?:an?_)?(?:supporting|secondary|minor|smaller|small|lesser|assisting)
    contributes?_(?:a_little|a_bit|less|too|as_well) comes?_along_for_the_ride does?_a_little
    backs?_(?:them|it|this|that)_up (?:is|are)_(?:secondary|helpers?|assistants?|synergists?)
    to_a_lesser less_so acts?_as_(?:a_)?(?:synergist|helper|stabiliser|stabilizer|assistant)s?"""
)
HELPING = re.compile(
    rf"{LIST},?(?: muscles?)?(?: (?:only|just|merely|both|all|then|mostly|will|can|may|might))?"
    rf"(?: also)? {HELP}\b"
)

# --- When -----------------------------------------------------------------------------------------

GROUND = any_of(
    """treadmills? flat hills? trails? track bike stairs sand grass road climbs? descents? inclines?
    slopes? pavement concrete snow ice water machine ground terrain surfaces? beach turf ascent
    elliptical erg rower saddle mat floor bars? wall rock way_(?:up|down|back) stroke_(?:up|down)"""
)
DOING = any_of(
    """sprint(?:ing)? climb(?:ing)? accelerat(?:e|ing) jump(?:ing)? land(?:ing)? turn(?:ing)?
    stand(?:ing)?(?:_up)?(?:_on_the_pedals)? sit(?:ting)?(?:_down)? brak(?:e|ing) kick(?:ing)? lunge
    lunging paddl(?:e|ing) run(?:ning)?_(?:fast|slowly|uphill|downhill)"""
)
PACE = any_of(
    """steady slow slower high higher low lower easy fast faster race walking sprint gentle top full
    moderate jogging brisk"""
)
PHASE = any_of(
    """sprints? pull push catch recovery descent climb stroke kick stance swing phase landing
    take-off push-off stance_phase swing_phase"""
)
CONDITION = re.compile(
    rf"\b(?:on (?:an? |the |your )?(?:[\w-]+ )?{GROUND}"
    r"|(?:(?:running|walking|going|riding|when) )?"
    r"(?:uphill|downhill|outdoors|indoors|upstairs|downstairs)"
    rf"|at (?:an? )?{PACE} (?:paces?|speeds?|cadence|intensity)"
    rf"|(?:when|while|if) (?:you(?:'re| are)? )?{DOING}"
    r"|in (?:a |the )?(?:sprints?|water|sand|snow|headwind|catch|recovery|pull phase|push phase"
    r"|saddle)"
    rf"|during (?:an? |the )?(?:[\w-]+ )?{PHASE})\b",
    re.IGNORECASE,
)


def role(before: str, after: str) -> str:
    """What the words beside a name give it; `before` and `after` lie in its sentence."""
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


def condition(sentence: str, start: int) -> str:
    """The one nearest to the name that begins at `start`, for use within a sentence, or nothing."""
    found = conditions_in(sentence)
    nearest = min(found, key=lambda each: abs(each.start() - start), default=None)
    if nearest is None:
        return ""
    words = " ".join(nearest[0].split())[:LONGEST_CONDITION]
    # It may have begun the sentence.
    return words[:1].lower() + words[1:]


@lru_cache(maxsize=64)
def conditions_in(sentence: str) -> list[re.Match[str]]:
    return list(CONDITION.finditer(sentence))
