"""Names of muscles in another sense: "core values", "neck and neck", "a calf was born"."""

import re
from functools import lru_cache

from articles.mentions.patterns import DET, any_of

OWNER = any_of("my your his her their our the one's")
# What a sentence is about where the word means something else.
FARM = any_of(
    """cows? heifers? farms? farmers? bulls? milk suckl\\w+ herds? veal whales? elephants? cattle
    leather glaciers? icebergs? born seals? lambs? sheep foals? reindeer moose barn pasture vet"""
)
FRUIT = any_of("apples? pears? pineapples? peel(?:ed)? fruits? reactor planet solder\\w*")
QUADRUPLE = any_of(
    "quadripleg\\w* tetrapleg\\w* sculls? sculling quadruplets? four-person campus copters?"
)
SUBJECTS = {
    name: re.compile(rf"\b{subject}\b")
    for name, subject in (
        ("calf", FARM), ("calves", FARM), ("core", FRUIT), ("quad", QUADRUPLE), ("quads", QUADRUPLE)
    )
}  # fmt: skip

CORE_OF_A_THING = any_of(
    """values? principles? beliefs? business(?:es)? curricul(?:um|a) messages? ideas? questions?
    problems? issues? lessons? concepts? skills? temperatures? groups? teams? members? components?
    parts? reasons? elements? habits? subjects? topics? claims? points? audience market products?
    services? hours texts? assumptions? difference tenets? philosophy purpose mission tasks? areas?
    facts? rules? ingredients? staff memory memories vocabulary aims? goals? argument truths?
    themes? advice requirements? fans? identity collection"""
)
# By the names: what follows one that means something else.
AFTER = (
    ("core", rf"[ -]{CORE_OF_A_THING}\b"),
    (
        "core",
        " of (?:the|an?|any|every|each|my|our|your|this|that|what|it|all|his|her|their|good) "
        "(?!body|trunk|torso|runner|dancer)",
    ),
    ("chests?", rf" (?:of (?!{DET}|every |most |many )\w+|freezer)"),
    ("quads?", rf"[ -]{any_of('bik(?:es?|ing) skat(?:es?|ing) cane cycles? roller_skates')}\b"),
    (
        "neck",
        rf" (?:and neck|of {DET}(?:woods|bottle|femur|humerus|guitar|vase|violin|talus|bone)"
        r"|out\b(?! of)|on the line|in work|deep in)",
    ),
    (
        "shoulders?",
        r" (?:to shoulder|to cry on|seasons?|of (?:the road|giants|lamb|pork)|above the)\b",
    ),
    (
        "butt|bum|rear end|backside",
        r" (?:of (?:the|a|every|all|his|her|many) "
        rf"{any_of('jokes? bike car bus horse queue pack field gun rifle truck')}"
        r"|in\b(?! the)|heads|deal|rap|steer|bags?\b)",
    ),
    ("butt|bum|backside|glutes|rear end|buttocks?", r" off\b"),
    (
        "oblique",
        "[ -]"
        + any_of("angles? lines? references? views? hints? strateg(?:y|ies) remarks? way case")
        + r"\b",
    ),
    (
        "abdominal",
        "[ -]"
        + any_of(
            """pain surgery fat cavity organs? aorta pressure bloating breath(?:ing|s)? scans?
            cramps? discomfort thrusts?"""
        )
        + r"\b",
    ),
    ("abs", r"[ -](?:brak\w+|plastic|system)\b"),
    ("six pack", " of (?!abs|abdom|muscle)"),
    (
        "traps",
        r" (?:heat|air|moisture|sweat|water|dirt|for (?:the|beginners|new|unwary)|to avoid|you"
        r"|people|runners|many|most|that (?:catch|many|people|new|beginners))\b",
    ),
    ("lat", r"(?:[,/ &-]+(?:and )?(?:long|lon|lng)\b|\.? ?\d)"),
    ("mid ?section", " of (?:the|a|this|that|your) (?!body|trunk|torso)"),
    ("shins?|calf|calves", r"[ -](?:high|length|deep)\b"),
    ("hams", r" (?:and (?:eggs?|cheese|bacon|turkeys?)|sandwich(?:es)?|rolls?|it up)\b"),
    ("groin", " vaults?"),
    ("pec", r" (?:deck|dec)\b"),
)
# By the names: what precedes one that means something else.
BEFORE = (
    (
        "core",
        r"(?:at (?:its|the|their|his|her|my|our|your|heart)(?: very)?|from the very"
        r"|(?:rotten|shaken|shook|true|cut|chilled|honest|loyal|professional) to the) ",
    ),
    (
        "core",
        any_of("hard soft apple earth'?s? common rotten iron foam ice dual multi quad processor")
        + "[ -]",
    ),
    (
        "chests?",
        any_of(
            """treasure medicine tool war ice tea hope linen toy blanket pirate'?s? sea oak wooden
            antique locked"""
        )
        + "[ -]",
    ),
    ("chest|butt|backside|bum|shoulders", rf"off (?:of )?{OWNER} "),
    ("neck", "(?:neck and|by (?:the|its)) "),
    ("neck|butt|backside|bum|rear end", r"pain in the (?:\w+ )?"),
    (
        "necks?",
        any_of("v crew polo turtle bottle roll round boat halter scoop high cowl goose") + "[ -]",
    ),
    (
        "necks?",
        r"(?:up to|breathing down|risk(?:s|ed|ing)?|stick(?:s|ing)?|stuck|save[ds]?|wring"
        rf"|break(?:s|ing)?|broke|by a|(?:millstone|albatross) round)(?: {OWNER})? ",
    ),
    (
        "shoulders?",
        rf"(?:cold|hard|soft|rub(?:s|bed|bing)?|heads? and|shoulder to|old head on young"
        rf"|(?:chip|world|responsibility|weight|giants) (?:on|off) {OWNER}) ",
    ),
    (
        "butt|bum|backside|rear end|booty",
        r"(?:kick(?:s|ed|ing)?|kiss|cover|bust(?:s|ed|ing)?|haul|whip|whoop\w*|save|drag|get|move"
        rf"|shift) {OWNER} ",
    ),
    ("butts?|booty", "(?:cigarette|head|rifle|water|pirate'?s)[ -]"),
    (
        "traps",
        any_of(
            """common hidden classic usual speed sand mouse mental tourist thinking thirst training
            many several two three biggest these those such avoid avoiding into sets? setting few
            other booby death light oil marketing beginner beginners' beginner's of_the avoid_the
            into_the"""
        )
        + " ",
    ),
    ("rear end", "(?:car'?s?|bus|van|bike'?s?|truck) "),
    ("calf", "(?:golden|fatted) "),
)
FOLLOWING = [(re.compile(names), re.compile(after)) for names, after in AFTER]
PRECEDING = [(re.compile(names), re.compile(rf"\b{before}$")) for names, before in BEFORE]

# "They shoulder the blame": a verb has no article before it, and its object follows.
TO_SHOULDER = re.compile(
    r" (?:the|a|an|most|much|more|all|some|part|half|too much|its share|their share|that|this|such"
    r"|extra|everything|it|them|nearly|almost|blame|responsibility)\b"
)
NOUN_BEFORE = re.compile(
    rf"(?:{DET}|and |or |, |/|\b(?:of|in|with|front|rear|strong|tight|sore|stiff|bigger|big) )"
    r"(?:\w+ )?$"
)


def is_idiom(before: str, name: str, after: str) -> bool:
    subject = SUBJECTS.get(name)
    if subject and subject.search(f"{before} {after}"):
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
        [before for names, before in PRECEDING if names.fullmatch(name)],
    )
