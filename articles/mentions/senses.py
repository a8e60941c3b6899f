"""Whether a name in a text is a muscle at work, or the same word in another sense.

Each rule is a sentence about English; what it looks at are the folded words before and after the
name within its sentence. `idioms` and `places` have those that need the most words.
"""

import re
from enum import Enum

from articles.mentions.idioms import is_idiom
from articles.mentions.patterns import DET, any_of
from articles.mentions.places import (
    BESIDE_ANOTHER,
    PLACE,
    is_goal,
    is_posture,
    lies_under_something,
)

# Most of what tells the sense stands close by.
CLOSE = 70


class Sense(Enum):
    MUSCLE = "a muscle at work"
    QUESTION = "perhaps one: an editor can tell"
    OTHER = "something else"


MUSCLES = re.compile(r"[ -]muscles?\b")
# What is made of something else than muscle.
NO_MUSCLE = any_of(
    """tendons? tendinopath(?:y|ies) tendinitis tendonitis tendinosis bones? blades? joints?
    sockets? girdle splints? vertebrae? discs? ligaments? attachments? insertions? origins? capsule
    labrum impingement dislocations? x-rays? veins? nerves? arter(?:y|ies) cartilage spurs?"""
)
NO_MUSCLE_AFTER = re.compile(rf"(?:'s)?[ -]{NO_MUSCLE}\b")
NO_MUSCLE_BEFORE = re.compile(
    r"\b(?:tendons?|tendinitis|tendinopathy|bones?|vertebrae?|joints?|discs?|nerves?|skin"
    r"|ligaments?|sockets?|cartilage|femoral|humeral) (?:of |in |at |from |behind |on )?"
    rf"{DET}?(?:\w+ )?$"
)
# A place has a height, and something is worn there: "shoulder width", "a neck brace".
THING_OF_A_PLACE = any_of(
    """width height level length distance high deep straps? pads? guards? braces? sleeves? bags?
    warmers? monitors? infections? hair voice compressions? cold skin wounds? apart collar rest"""
)
THING_AFTER = re.compile(rf"(?:'s)?[ -]{THING_OF_A_PLACE}\b")
PAIN = re.compile(r"[ -](?:pains?|aches?|injur(?:y|ies)|problems?|trouble|issues?|complaints?)\b")
# "The glutes press" is a muscle and a verb, "the glute press" an exercise: so only after a name
# in the singular, and not where an object follows.
EXERCISE = any_of(
    """raises? curls? press presses bridges? thrusts? kickbacks? kick-backs? kick_backs? extensions?
    pulldowns? pull-downs? pull_downs? fly flies flyes crunch crunches dips? taps? shrugs? circles?
    stands? planks? slides? pushdowns? push-downs? pullovers? pull-overs? lifts? drops? openers?
    openings? rolls? rollouts? rotations? rows? walks? machines? isolations? stretch stretches
    massages? squeezes? releases? passes? bounces? throws? hinges? swings? balance press-ups?
    push-ups? pumps? marches? twists? wheels? rollers? days?"""
)
OBJECT = any_of(
    """the your an? its their it you when as if while before after through into against down up hard
    together itself with_each"""
)
EXERCISE_AFTER = re.compile(rf"[ -]{EXERCISE}\b(?! {OBJECT}\b)")
SINGULAR = re.compile(r".*(?<!s)$|.*ceps|.*abs|.*is|.*us")
# Not "look back", "the back of the knee", "your back foot", "hold your back straight".
THE_BACK = re.compile(r"(?:the|your|a|my|her|his|strong|whole|entire|their) $")
NOT_THE_BACK = re.compile(
    r" (?:of|to|in|side|end|half|and forth|foot|leg|knee|heel|wheel|seat|door|row|pack|burner|up"
    r"|down|straight|flat|neutral|garden|pocket|pain|against|on)\b"
)


def sense_of(before: str, name: str, after: str) -> Sense:
    """`before` and `after` are what stands beside the name in its sentence, all of it folded."""
    before = before[-CLOSE:]
    if is_idiom(before, name, after):
        return Sense.OTHER
    if MUSCLES.match(after):
        return Sense.MUSCLE
    if NO_MUSCLE_AFTER.match(after) or NO_MUSCLE_BEFORE.search(before):
        return Sense.OTHER
    if EXERCISE_AFTER.match(after) and SINGULAR.fullmatch(name):
        return Sense.QUESTION
    if BESIDE_ANOTHER.match(after) or lies_under_something(before):
        return Sense.OTHER
    return sense_of_place(before, after) if PLACE.fullmatch(name) else Sense.MUSCLE


def sense_of_place(before: str, after: str) -> Sense:
    """Of a part of the body that is a place too."""
    if THING_AFTER.match(after):
        return Sense.OTHER
    if PAIN.match(after):
        return Sense.QUESTION
    is_place = is_posture(before, after) or is_goal(before)
    return Sense.OTHER if is_place else Sense.MUSCLE


def sense_of_vague(before: str, name: str, after: str) -> Sense:
    """Of a word for several groups."""
    if name == "back" and (not THE_BACK.search(before) or NOT_THE_BACK.match(after)):
        return Sense.OTHER
    return Sense.QUESTION
