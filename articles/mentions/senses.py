"""Whether a name in a text is a muscle at work, or the same word in another sense.

Each rule is a sentence about English; what it looks at are the folded words before and after the
name within its sentence.
"""

import re
from enum import Enum
from functools import lru_cache


class Sense(Enum):
    MUSCLE = "a muscle at work"
    QUESTION = "perhaps one: an editor can tell"
    OTHER = "something else"


def words(text: str) -> str:
    """Alternatives of a pattern, from words with blanks between them; "_" stands for a blank."""
    return "|".join(text.split()).replace("_", " ")


DET = r"(?:(?:the|your|my|his|her|their|our|its|a|an|one|each|both|that|this|these|those) )"
# "keep your neck", "keep your jaw, neck", "keep the whole neck".
OBJECT = rf"(?:{DET}?(?:[\w'-]+(?:,| and| or|,? then) ){{1,2}})?{DET}?(?:\w+ )?"

# Parts of the body that are places too: one can put a bar on them, or hold them in some way.
PLACE = re.compile(
    r"(?:(?:back|front|side|sides|nape|top|tops) of (?:the|your) )?"
    r"(?:necks?|shoulders?|chests?|shins?|fore ?arms?|lower arms?|calf|calves|groins?)"
    r"|(?:upper|lower|low|mid|middle) backs?|(?:middle|small) of (?:the|your) back"
    r"|nape|butt|bum|buttocks?|backside|rear end|mid ?section|between (?:the|your) shoulder blades"
)
HOLDING = words(
    "keep keeps keeping hold holding lift lifts lifting raise raising drop drops dropping "
    "lowering lower(?!_(?:back|body|leg|trap)) relax relaxes relaxing roll rolls rolling pull pulling draw drawing square squaring "
    "open opens opening puff puffing tuck tucking rest resting lay place placing put putting bring "
    "bringing hug hugging set setting stack stacking align aligning turn turning tilt tilting "
    "lengthen lengthening soften softening straighten straightening rotate rotating shrug shrugging "
    "pin pinning push pushing pack packing lean leaning round rounding hunch hunching "
    "arch arching unclench stick poke crane drag dip sink shake bend bending loosen angle"
)
HELD = re.compile(rf"\b(?:{HOLDING}) (?:down |up |back |out )?{OBJECT}$")
# "Keep your lower back strong" is about the muscle.
CARED_FOR = re.compile(
    r"(?: \w+)? (?:strong|stronger|healthy|happy|working|engaged|active|tight|firing|supple|busy"
    r"|switched on|involved|honest|fit|from (?:getting|tightening|cramping|seizing|stiffening))\b"
)
POSTURE = re.compile(
    r"(?:,? (?:and|or) (?:the |your )?(?!the\b|your\b)\w+)?,?(?: is| are| stays?| stay| remains?| should| must| will| do not| don't| should be| should stay| must be| kept| held| being)?"
    r"(?: nice and| slightly| well| fully| completely| gently)? "
    r"(?:"
    + words(
        "relax(?:es)? softens? rests_on (?:lifts?|opens?|rises?|rounds?|sags?|arch(?:es)?|flattens?|curls?)(?!_(?:the|your|a|it|them|you)_) up down back backwards? forwards? tall long proud lifted lifts open relaxed soft softly "
        "square squared level rolled dropped drops? upright vertical parallel away straight neutral "
        "in_line pinned pressed flat stacked retracted hunched rounded slumped wide loose tucked "
        "packed high sinks? angled perpendicular facing touching touches touch tilted sagging "
        "off_the on_the_(?:floor|mat|bar|bench|ground|wall|pad|roller) against over_(?:the|your) "
        "out_(?:over|in|of) in_front_of creep(?:s|ing)?(?:_up)?_(?:to|towards?|around) "
        "(?:above|below)_(?:the|your) meets? (?:reach|pass|graze|brush|kiss)(?:es)?_(?:the|your) (?:comes?|goes?|moves?|travels?|rises?|points?)_(?:up|down|to|towards?|close|near|over|forwards?|back) hang(?:s|ing)? hover(?:s|ing)? leads? crosses clear to_(?:the|your)_(?:floor|mat|bar|wall|ceiling|sky)"
    )
    + r")\b(?! (?:up )?(?:hard|the work|most of))"
)
# "With your forearm on the frame" says where it is.
ARRANGED_BEFORE = re.compile(rf"\bwith {DET}?$")
ARRANGED_AFTER = re.compile(r" (?:on|against|over|under|across|in front of|behind|beside) ")
# "Biceps by the ears"
BESIDE_ANOTHER = re.compile(
    r" (?:behind|beside|by|next to|against|close to|over|near|touching) (?:the |your )?(?:ears?|ribs?"
    r"|ribcage|head|body|sides?|face|temples?|chest|thighs?|knees?|shins?|floor|mat|wall|ground)\b"
)
# A body from one part to another: "a line from shoulder to heel".
STRETCH_OF_BODY = re.compile(
    r" (?:down )?(?:to|through) (?:the |your )?(?:heels?|ankles?|hips?|toes?|knees?|feet|tail"
    r"|tailbone|crown|floor|head)\b"
)
# "on your shoulders, not your neck"
PART = r"(?:(?:the )?(?:front|back|top|side|tops|sides|edge|middle) of )?"
ONE_OF_SEVERAL = (
    rf"(?:{DET}?(?!(?:you|it|them|him|her|us|me|this|that)\b)[\w'-]+"
    rf"(?:,? not |(?:,? and|,? or|,) (?!{DET})))?"
)
AT_A_PLACE = re.compile(
    r"\b(?:behind|across|against|under|underneath|beneath|above|below|around|round|onto|upon"
    r"|towards?|between|near|past|beside|off|over|along|at|in front of|away from|hang(?:ing|s)? from"
    r"|outside|inside|alongside|astride|straddling|close to|next to|level with|in line with|line up with|as high as|higher than|wider than"
    rf"|down(?= the | your )) {DET}?(?:\w+ )?$"
)
# "The small muscles around the shoulder" are muscles.
OF_MUSCLES = re.compile(
    r"\b(?:muscles?|muscular|musculature|strength|tension|tightness|stiffness|stability|control"
    r"|work|effort|fatigue|soreness|sore|burn|burning|strain|load)(?: \w+){0,2} (?:around|round"
    rf"|along|across|under|beneath|between|at|behind|over) {DET}?(?:\w+ )?$"
)
# "Standing is hard on the calves."
LOADED = re.compile(
    r"\b(?:hard|harder|tough|tougher|easy|easier|heavy|heavier|work|works|working|load|loads|emphasis"
    r"|demands?|stress|strain|focus|focuses|more|less|pressure|tension|murder|brutal|effort|rely|relies"
    r"|lean|leans|draw|draws|call|calls|effect|impact|accent|burden|toll|challenge|rough|taxing|kind"
    rf"|kinder|gentle|gentler|concentrate|concentrates|most|much|little|nothing|spotlight) (?:on|onto|upon) {DET}?(?:\w+ )?$"
)
THINGS = words(
    "bars? barbells? dumbbells? kettlebells? bag backpack rucksack pack hands? palms? elbows? "
    "fingers? fingertips? thumbs? plates? rests? resting rested lie lying lies lay sits? sitting "
    "seated balanc(?:e|es|ing) stands? standing prop propped head chin forehead rope towel ball "
    "child log yoke straps? sandbag ice cushion pillow roller band block foot feet heels? knees? "
    "wrists? hold holding arms? shoulders? strap weight ear ears nose handle oar"
)
ON = (
    rf"\b(?:{THINGS})(?: [\w'-]+){{0,3}} (?:on|onto|on top of|behind|under|across|against|over|between"
    r"|at|(?:reach|touch|pass|graze?|brush|kiss)(?:e?s)?(?! of)|clears?|meets?) "
)
ON_IT = re.compile(rf"{ON}{PART}{DET}?(?:\w+ )?$")
ON_A_PLACE = re.compile(rf"{ON}{ONE_OF_SEVERAL}{PART}{DET}?(?:\w+ )?$")
MOVING = words(
    "bring(?:s|ing)? pull(?:s|ing|ed)? draw(?:s|ing)? hug(?:s|ging)? lower(?:s|ing)? "
    "raise(?:s|d)? raising press(?:es)? touch(?:es|ing)? tuck(?:s|ed|ing)? lift(?:s|ing)? "
    "reach(?:es|ing)? rows? rowing curl(?:s|ing)? drives? driving drops? racks? racked cleans? "
    "knees? chin bar hands? elbows? ears? nose heels? handle oar paddle"
)
# "It is kinder to your neck."
TO_ITS_GOOD = re.compile(
    r"\b(?:kind|kinder|gentle|gentler|good|better|bad|due|thanks|damage|harm|addition|attention|work"
    r"|load|stress|fatigue|strain|tension|benefits?|strength|comes? down|moves? on|relief|effort|burn"
    rf"|volume|focus) to {DET}?(?:\w+ )?$"
)
TO_A_PLACE = re.compile(
    rf"\b(?:{MOVING})(?:,? [\w'-]+){{0,6}} (?:in |up |down )?to {DET}?(?:\w+ )?$"
)
BREATH = re.compile(
    rf"\bbreath(?:e|es|ing)?(?: \w+){{0,3}} (?:in|into) {ONE_OF_SEVERAL}{DET}?(?:\w+ )?$"
)

# What is made of something else than muscle, or is worn, or is a measure.
NO_MUSCLE_AFTER = re.compile(
    r"(?:'s)?[ -](?:"
    + words(
        "tendons? tendinopath(?:y|ies) tendinitis tendonitis tendinosis bones? blades? joints? "
        "sockets? girdle splints? vertebrae? discs? ligaments? attachments? insertions? origins? "
        "capsule labrum impingement dislocations? x-rays? veins? nerves? arter(?:y|ies) cartilage spurs?"
    )
    + r")\b"
)
# A place has a height, and something is worn there: "shoulder width", "a neck brace".
THING_OF_A_PLACE = re.compile(
    r"(?:'s)?[ -](?:"
    + words(
        "width height level length distance high deep straps? pads? guards? braces? sleeves? bags? "
        "warmers? monitors? infections? hair voice compressions? cold skin wounds? apart collar rest"
    )
    + r")\b"
)
NO_MUSCLE_BEFORE = re.compile(
    r"\b(?:tendons?|tendinitis|tendinopathy|bones?|vertebrae?|joints?|discs?|nerves?|skin"
    r"|ligaments?|sockets?|cartilage|femoral|humeral) (?:of |in |at |from |behind |on )?"
    rf"{DET}?(?:\w+ )?$"
)
# "The glutes press" is a muscle and a verb, "the glute press" an exercise: so only after a name
# in the singular, and not where an object follows.
EXERCISE = re.compile(
    r"[ -](?:"
    + words(
        "raises? curls? press presses bridges? thrusts? kickbacks? kick-backs? kick_backs? "
        "extensions? pulldowns? pull-downs? pull_downs? fly flies flyes crunch crunches dips? taps? "
        "shrugs? circles? stands? planks? slides? pushdowns? push-downs? pullovers? pull-overs? "
        "lifts? drops? openers? openings? rolls? rollouts? rotations? rows? walks? machines? isolations? "
        "stretch stretches massages? squeezes? releases? passes? pass bounces? throws? hinges? swings? "
        "balance presses? press-ups? push-ups? pumps? marches? twists? wheels? roller rollers day days"
    )
    + r")\b(?! (?:the|your|your|a|an|its|their|it|you|when|as|if|while|before|after|through|into|against|down|up|hard|together|itself|with each)\b)"
)
MUSCLES = re.compile(r"[ -]muscles?\b")
PAIN = re.compile(r"[ -](?:pains?|aches?|injur(?:y|ies)|problems?|trouble|issues?|complaints?)\b")

FARM = re.compile(
    r"\b(?:cows?|heifers?|farm|farms|farmers?|bulls?|milk|suckl\w+|herds?|veal|whales?|elephants?"
    r"|cattle|leather|glaciers?|icebergs?|born|seals?|lambs?|sheep|foals?|reindeer|moose|golden calf|barn|pasture|vet)\b"
)
FRUIT = re.compile(
    r"\b(?:apples?|pears?|pineapples?|peel(?:ed)?|fruits?|reactor|planet|solder\w*)\b"
)
QUADRUPLE = re.compile(
    r"\b(?:quadripleg\w*|tetrapleg\w*|sculls?|sculling|quadruplets?|four-person|campus|copters?)\b"
)
# Words in another sense, by what follows and by what stands before: (name, after), (before, name).
IDIOMS_AFTER = [
    (r"core", rf"[ -](?:{words('values? principles? beliefs? business(?:es)? curricul(?:um|a) messages? ideas? questions? problems? issues? lessons? concepts? skills? temperatures? groups? teams? members? components? parts? reasons? elements? habits? subjects? topics? claims? points? audience market product products service services hours texts? assumptions? difference tenets? philosophy purpose mission tasks? areas? facts? rules? ingredients? staff memory memories vocabulary aims? goals? argument truths? theme themes advice requirements? fans? identity collection')})\b"),
    (r"core", r" of (?:the|a|an|any|every|each|my|our|your|this|that|what|it|all|his|her|their|good) (?!body|trunk|torso|runner|dancer)"),
    (r"chest", r"(?:s)? (?:of (?!an?\b|the\b|your\b|his\b|her\b|my\b|our\b|their\b|every\b|most\b|many\b)\w+|freezer)"),
    (r"quads?", r"[ -](?:bik(?:e|es|ing)|copters?|rants?|rangles?|skat(?:e|es|ing)|core|cane|cycles?|roller skates)\b"),
    (r"neck", r" (?:and neck|of (?:the|a|his|her|your|my|their|its) (?:woods|bottle|femur|humerus|guitar|vase|violin|talus|bone)|out\b(?! of)|on the line|in work|deep in)"),
    (r"necks?", r"(?:line|lace|tie)s?\b"),
    (r"shoulders?", r" (?:to shoulder|to cry on|of the road|seasons?|of giants|of lamb|of pork|above the rest|above the)\b"),
    (r"butt|bum|rear end|backside", r" (?:of (?:the|a|every|all|his|her|many) (?:joke|jokes|bike|car|bus|horse|queue|pack|field|gun|rifle|truck)|in\b(?! the)|heads|deal|rap|steer|bags?\b)"),
    (r"butt|bum|backside|glutes|rear end|buttocks?", r" off\b"),
    (r"oblique", r"[ -](?:angles?|lines?|references?|views?|hints?|strateg\w+|remarks?|way|glance|case)\b"),
    (r"abdominal", r"[ -](?:pain|surgery|fat|cavity|organs?|aorta|pressure|bloating|breath(?:ing|s)?|scans?|cramps?|discomfort|thrusts?)\b"),
    (r"abs", r"[ -](?:brak\w+|plastic|system)\b"),
    (r"six[ -]?pack", r"s? of (?!abs|abdom|muscle)"),
    (r"traps", r" (?:heat|air|moisture|sweat|water|dirt|for (?:the|beginners|new|unwary)|to avoid|you|people|runners|many|most|that (?:catch|many|people|new|beginners))\b"),
    (r"lat", r"(?:[,/ &-]+(?:and )?(?:long|lon|lng)\b|itude|\.? ?\d)"),
    (r"mid ?section", r" of (?:the|a|this|that|your) (?!body|trunk|torso)"),
    (r"shins?|calf|calves", r"(?: |-)(?:high|length|deep)\b"),
    (r"hams", r" (?:and (?:eggs?|cheese|bacon|turkeys?)|sandwich(?:es)?|rolls?|it up)\b"),
    (r"groin", r" vaults?"),
    (r"pec", r" (?:deck|dec)\b"),
]  # fmt: skip
IDIOMS_BEFORE = [
    (
        r"\b(?:at (?:its|the|their|his|her|my|our|your|heart)(?: very)?|from the very"
        r"|(?:rotten|shaken|shook|true|cut|chilled|honest|loyal|professional) to the) $",
        r"core",
    ),
    (r"\b(?:hard|soft|apple|earth'?s?|reactor|common|rotten|iron|foam|ice|dual|multi|quad|processor)[ -]$", r"core"),
    (r"\b(?:treasure|medicine|tool|war|ice|tea|hope|linen|toy|blanket|pirate'?s?|sea|oak|wooden|antique|locked)[ -]$", r"chests?"),
    (r"\b(?:off|off of) (?:my|your|his|her|their|our|the|one's) $", r"chest|back|butt|backside|bum|shoulders"),
    (r"\b(?:neck and|by (?:the|its)) $", r"neck"),
    (r"\bpain in the (?:\w+ )?$", r"neck|butt|backside|bum|rear end"),
    (r"\b(?:v|crew|polo|turtle|bottle|roll|round|boat|halter|scoop|high|cowl|goose|break|rubber)[ -]$", r"necks?"),
    (r"\b(?:up to|breathing down|risk(?:s|ed|ing)?|stick(?:s|ing)?|stuck|save[ds]?|wring|break(?:s|ing)?|broke|by a|millstone round|albatross round) (?:my|your|his|her|their|our|the|one's|a)? ?$", r"necks?"),
    (r"\b(?:cold|hard|soft|rub(?:s|bed|bing)?|rubbing|head and|heads and|chip on (?:his|her|your|my|their|the)|weight off (?:my|your|his|her|their|our)|world on (?:my|your|his|her|their)|old head on young|shoulder to|responsibility on (?:my|your|his|her|their)|giants on their) $", r"shoulders?"),
    (r"\b(?:kick(?:s|ed|ing)?|kicked|kiss|cover|bust(?:s|ed|ing)?|haul|whip|whoop\w*|save|drag|get|move|shift) (?:my|your|his|her|their|our|the) $", r"butt|bum|backside|rear end|booty"),
    (r"\b(?:cigarette|head|rifle|water|pirate'?s)[ -]$", r"butts?|booty"),
    (r"\b(?:common|hidden|classic|usual|speed|sand|mouse|mental|tourist|thinking|thirst|training|many|several|two|three|biggest|these|those|such|avoid|avoiding|into|set|sets|setting|few|other|booby|death|light|oil|marketing|beginner|beginners'|beginner's|of the|avoid the|into the|into all the|all the usual) $", r"traps"),
    (r"\b(?:can|cans|cold|beer|beers|a) $", r"six[ -]?packs?(?= of)"),
    (r"\b(?:car'?s?|bus|van|bike'?s?|truck) $", r"rear[ -]end"),
    (r"\bsole|fatted |golden $", r"calf"),
]  # fmt: skip
# "They shoulder the blame": a verb has no article before it, and its object follows.
TO_SHOULDER = re.compile(
    r" (?:the|a|an|most|much|more|all|some|part|half|too much|its share|their share|that|this|such"
    r"|extra|everything|it|them|nearly|almost|blame|responsibility)\b"
)
NOUN_BEFORE = re.compile(
    rf"(?:{DET}|and |or |, |/|\b(?:of|in|with|front|rear|strong|tight|sore|stiff|bigger|big) )(?:\w+ )?$"
)

FOLLOWING = [(re.compile(name), re.compile(after)) for name, after in IDIOMS_AFTER]
PRECEDING = [(re.compile(before), re.compile(name)) for before, name in IDIOMS_BEFORE]
SINGULAR = re.compile(r".*(?<!s)$|.*ceps|.*abs|.*is|.*us")
# What a sentence is about where the word means something else, by the word.
SUBJECTS = {"calf": FARM, "calve": FARM, "quad": QUADRUPLE, "core": FRUIT}
# Most of what tells the sense stands close by.
CLOSE = 70


def sense_of(before: str, name: str, after: str) -> Sense:
    """`before` and `after` are what stands beside the name in its sentence, all of it folded."""
    before = before[-CLOSE:]
    if is_idiom(before, name, after):
        return Sense.OTHER
    if MUSCLES.match(after):
        return Sense.MUSCLE
    is_not_muscle = NO_MUSCLE_AFTER.match(after) or NO_MUSCLE_BEFORE.search(before)
    if is_not_muscle or BESIDE_ANOTHER.match(after):
        return Sense.OTHER
    if EXERCISE.match(after) and SINGULAR.fullmatch(name):
        return Sense.QUESTION
    if ON_IT.search(before):
        is_muscle = OF_MUSCLES.search(before) or LOADED.search(before)
        return Sense.MUSCLE if is_muscle else Sense.OTHER
    if PLACE.fullmatch(name):
        return sense_of_place(before, after)
    return Sense.MUSCLE


def sense_of_place(before: str, after: str) -> Sense:
    if THING_OF_A_PLACE.match(after):
        return Sense.OTHER
    if PAIN.match(after):
        return Sense.QUESTION
    is_arranged = ARRANGED_BEFORE.search(before) and ARRANGED_AFTER.match(after)
    is_posture = is_arranged or POSTURE.match(after) or STRETCH_OF_BODY.match(after)
    if is_posture or (HELD.search(before) and not CARED_FOR.match(after)):
        return Sense.OTHER
    if TO_ITS_GOOD.search(before):
        return Sense.MUSCLE
    is_there = any(p.search(before) for p in (ON_A_PLACE, AT_A_PLACE, TO_A_PLACE, BREATH))
    return Sense.OTHER if is_there and not OF_MUSCLES.search(before) else Sense.MUSCLE


def is_idiom(before: str, name: str, after: str) -> bool:
    about = SUBJECTS.get(name.removesuffix("s"))
    if about and about.search(f"{before} {after}"):
        return True
    if name in ("shoulder", "shoulders") and TO_SHOULDER.match(after):
        return not NOUN_BEFORE.search(before)
    follows, precedes = idioms_of(name)
    return any(each.match(after) for each in follows) or any(
        each.search(before) for each in precedes
    )


@lru_cache(maxsize=1024)
def idioms_of(name: str):
    """What may follow the name, and what may precede it, where it has another sense."""
    return (
        [after for names, after in FOLLOWING if names.fullmatch(name)],
        [before for before, names in PRECEDING if names.fullmatch(name)],
    )
