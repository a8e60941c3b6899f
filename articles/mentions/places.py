"""Parts of the body as places and postures: one can put a bar on them, or hold them in some way.

"Shoulders rolled back", "the knee to the chest", "hands behind your neck", "shins upright". What
stands before a name is looked at up to its end, so that its pattern ends in `IT`.
"""

import re

from articles.mentions.patterns import DET, any_of

# "your", "the whole"; "the front of your".
IT = rf"{DET}?(?:\w+ )?$"
PART = r"(?:(?:the )?(?:front|back|top|side|tops|sides|edge|middle) of )?"
# "on your shoulders, not your neck": but a new clause begins with an article, "on your side, the".
ONE_OF_SEVERAL = (
    rf"(?:{DET}?(?!(?:you|it|them|him|her|us|me|this|that)\b)[\w'-]+"
    rf"(?:,? not |(?:,? and|,? or|,) (?!{DET})))?"
)
PLACE = re.compile(
    r"(?:(?:back|front|side|sides|nape|top|tops) of (?:the|your) )?"
    r"(?:necks?|shoulders?|chests?|shins?|fore ?arms?|lower arms?|calf|calves|groins?)"
    r"|(?:upper|lower|low|mid|middle) backs?|(?:middle|small) of (?:the|your) back"
    r"|nape|butt|bum|buttocks?|backside|rear end|mid ?section|between (?:the|your) shoulder blades"
)

# --- Postures -------------------------------------------------------------------------------------

HOLDING = any_of(
    """keep keeps keeping hold holding lift lifts lifting raise raising drop drops dropping lowering
    lower(?!_(?:back|body|leg|trap)) relax relaxes relaxing roll rolls rolling pull pulling draw
    drawing square squaring open opens opening puff puffing tuck tucking rest resting lay place
    placing put putting bring bringing hug hugging set setting stack stacking align aligning turn
    turning tilt tilting lengthen lengthening soften softening straighten straightening rotate
    rotating shrug shrugging pin pinning push pushing pack packing lean leaning round rounding hunch
    hunching arch arching unclench stick poke crane drag dip sink shake bend bending loosen angle"""
)
# "keep your neck", "keep your jaw, neck"; but "straighten the hip, the calves" begins a clause.
HELD = re.compile(
    rf"\b{HOLDING} (?:down |up |back |out )?"
    rf"(?:{DET}?(?:[\w'-]+(?:,(?! the )| and| or|,? then) ){{1,2}})?{IT}"
)
# "Keep your lower back strong" is about the muscle.
CARED_FOR = re.compile(
    r"(?: \w+)? (?:strong|stronger|healthy|happy|working|engaged|active|tight|firing|supple|busy"
    r"|switched on|involved|honest|fit|from (?:getting|tightening|cramping|seizing|stiffening))\b"
)
MOVES_BY_ITSELF = any_of("lifts? opens? rises? rounds? sags? arch(?:es)? flattens? curls?")
TAKES_A_POSTURE = any_of(
    rf"""relax(?:es)? softens? rests_on {MOVES_BY_ITSELF}(?!_(?:the|your|a|it|them|you)_) up down
    back backwards? forwards? tall long proud lifted lifts open relaxed soft softly square squared
    level rolled dropped drops? upright vertical parallel away straight neutral in_line pinned
    pressed flat stacked retracted hunched rounded slumped wide loose tucked packed high sinks?
    angled perpendicular facing touching touches touch tilted sagging off_the
    on_the_(?:floor|mat|bar|bench|ground|wall|pad|roller) against over_(?:the|your)
    out_(?:over|in|of) in_front_of creep(?:s|ing)?(?:_up)?_(?:to|towards?|around)
    (?:above|below)_(?:the|your) meets? (?:reach|pass|graze|brush|kiss)(?:es)?_(?:the|your)
    (?:comes?|goes?|moves?|travels?|rises?|points?)_(?:up|down|to|towards?|close|near|over|back)
    (?:comes?|goes?|moves?|travels?|rises?|points?)_forwards? hang(?:s|ing)? hover(?:s|ing)? leads?
    crosses clear to_(?:the|your)_(?:floor|mat|bar|wall|ceiling|sky)"""
)
POSTURE = re.compile(
    r"(?:,? (?:and|or) (?:the |your )?(?!the\b|your\b)\w+)?,?"
    r"(?: (?:is|are|stays?|remains?|must|will|do not|don't|kept|held|being|should(?: be| stay)?"
    r"|must be))?(?: nice and| slightly| well| fully| completely| gently)? "
    rf"{TAKES_A_POSTURE}\b(?! (?:up )?(?:hard|the work|most of))"
)
# "With your forearm on the frame" says where it is.
ARRANGED_BEFORE = re.compile(rf"\bwith {DET}?$")
ARRANGED_AFTER = re.compile(r" (?:on|against|over|under|across|in front of|behind|beside) ")
# A body from one part to another: "a line from shoulder to heel".
STRETCH_OF_BODY = re.compile(
    r" (?:down )?(?:to|through) (?:the |your )?"
    rf"{any_of('heels? ankles? hips? toes? knees? feet tail tailbone crown floor head')}\b"
)
# "Biceps by the ears"
BESIDE_ANOTHER = re.compile(
    r" (?:behind|beside|by|next to|against|close to|over|near|touching) (?:the |your )?(?:ears?"
    r"|ribs?|ribcage|head|body|sides?|face|temples?|chest|thighs?|knees?|shins?|floor|mat|wall"
    r"|ground)\b"
)

# --- Places ---------------------------------------------------------------------------------------

THINGS = any_of(
    """bars? barbells? dumbbells? kettlebells? bag backpack rucksack pack hands? palms? elbows?
    fingers? fingertips? thumbs? plates? rests? resting rested lie lying lies lay sits? sitting
    seated balanc(?:e|es|ing) stands? standing prop propped head chin forehead rope towel ball child
    log yoke straps? sandbag ice cushion pillow roller band block foot feet heels? knees? wrists?
    hold holding arms? shoulders? weight ears? nose handle oar"""
)
ON = (
    rf"\b{THINGS}(?: [\w'-]+){{0,3}} (?:on|onto|on top of|behind|under|across|against|over|between"
    r"|at|(?:reach|touch|pass|graze?|brush|kiss)(?:e?s)?(?! of)|clears?|meets?) "
)
ON_IT = re.compile(rf"{ON}{PART}{IT}")
ON_ONE_OF_SEVERAL = re.compile(rf"{ON}{ONE_OF_SEVERAL}{PART}{IT}")
AT_IT = re.compile(
    r"\b(?:behind|across|against|under|underneath|beneath|above|below|around|round|onto|upon"
    r"|towards?|between|near|past|beside|off|over|along|at|in front of|away from"
    r"|hang(?:ing|s)? from|outside|inside|alongside|astride|straddling|close to|next to|level with"
    rf"|in line with|line up with|as high as|higher than|wider than|down(?= the | your )) {IT}"
)
MOVING = any_of(
    """bring(?:s|ing)? pull(?:s|ing|ed)? draw(?:s|ing)? hug(?:s|ging)? lower(?:s|ing)? raise(?:s|d)?
    raising press(?:es)? touch(?:es|ing)? tuck(?:s|ed|ing)? lift(?:s|ing)? reach(?:es|ing)? rows?
    rowing curl(?:s|ing)? drives? driving drops? racks? racked cleans? knees? chin bar hands?
    elbows? ears? nose heels? handle oar paddle"""
)
TO_IT = re.compile(rf"\b{MOVING}(?:,? [\w'-]+){{0,6}} (?:in |up |down )?to {IT}")
BREATH = re.compile(rf"\bbreath(?:e|es|ing)?(?: \w+){{0,3}} (?:in|into) {ONE_OF_SEVERAL}{IT}")

# "The small muscles around the shoulder" are muscles.
OF_MUSCLES = re.compile(
    r"\b(?:muscles?|muscular|musculature|strength|tension|tightness|stiffness|stability|control"
    r"|work|effort|fatigue|soreness|sore|burn|burning|strain|load)(?: \w+){0,2} "
    rf"(?:around|round|along|across|under|beneath|between|at|behind|over) {IT}"
)
# "Standing is hard on the calves."
LOADED = re.compile(
    r"\b(?:hard|harder|tough|tougher|easy|easier|heavy|heavier|work|works|working|load|loads"
    r"|emphasis|demands?|stress|strain|focus|focuses|more|less|pressure|tension|murder|brutal|effort"
    r"|rely|relies|lean|leans|draw|draws|call|calls|effect|impact|accent|burden|toll|challenge|rough"
    r"|taxing|kind|kinder|gentle|gentler|concentrate|concentrates|most|much|little|nothing"
    rf"|spotlight) (?:on|onto|upon) {IT}"
)
# "It is kinder to your neck."
TO_ITS_GOOD = re.compile(
    r"\b(?:kind|kinder|gentle|gentler|good|better|bad|due|thanks|damage|harm|addition|attention|work"
    r"|load|stress|fatigue|strain|tension|benefits?|strength|comes? down|moves? on|relief|effort"
    rf"|burn|volume|focus) to {IT}"
)


def lies_under_something(before: str) -> bool:
    """Any muscle may: "hands on your quads"."""
    return bool(ON_IT.search(before)) and not is_about_the_muscle(before)


def is_posture(before: str, after: str) -> bool:
    if ARRANGED_BEFORE.search(before) and ARRANGED_AFTER.match(after):
        return True
    if POSTURE.match(after) or STRETCH_OF_BODY.match(after):
        return True
    return bool(HELD.search(before)) and not CARED_FOR.match(after)


def is_goal(before: str) -> bool:
    """Where something is, or is moved to."""
    is_there = any(each.search(before) for each in (ON_ONE_OF_SEVERAL, AT_IT, TO_IT, BREATH))
    return is_there and not is_about_the_muscle(before)


def is_about_the_muscle(before: str) -> bool:
    return any(each.search(before) for each in (OF_MUSCLES, LOADED, TO_ITS_GOOD))
