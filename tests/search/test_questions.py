"""What a reader finds first: questions over the samples, on every database."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Quote
from tests.factories import load_samples

pytestmark = pytest.mark.django_db

RIGHT = 0.95

# What is to come first, and what is typed, one question a line. A quote goes by its heading.
QUESTIONS = """
/muscles/hamstrings/
    hamstrings
    HAMSTRING
    hamst
    biceps femoris
    "hamstrings"
    hamstring -running
    hamstirngs
    hamstrigns
    hamstirng curl
/muscles/glutes/
    butt
    bum
    glut
    gluteus maximus
    rear end
    rear-end
    buttocks
    GLUTÉUS
    gluetus
/muscles/quadriceps/
    quads
    quadricpes
/muscles/hip-flexors/
    hip flexors
    hip flexor
    psoas
    the hip flexors
/muscles/calves/
    calf
    calfs
    calf muscles
    gastrocnemius
/muscles/shins/
    shin
    tibialis anterior
/muscles/core/
    abs
    abdominals
/muscles/upper-back/
    lats
    upper back
/muscles/lower-back/
    erector spinae
    lower back
/muscles/shoulders/
    deltoids
    rotator cuff
    sholders
/muscles/chest/
    pecs
/muscles/trapezius/
    traps
/muscles/biceps/
    biceps
/muscles/abductors/
    outer hip
/muscles/adductors/
    inner thigh
/muscles/neck/
    neck
    is sitting bad for my neck?
/experts/tomas-verhale/
    Tomás Verhale
    tomas
    verhael
    verhale tomas
/experts/lena-wroblewska/
    wroblewska
/experts/nils-akerstrom/
    akerstrom
    ÅKERSTRÖM
    mountain guide
/experts/sefa-duarte/
    duarte hamstrings
    strength coach
/experts/priya-raghunath/
    raghunat
    calves priya raghunath
/experts/anneke-nordal/
    rowing -chest
/experts/callum-brodie/
    podiatrist
/experts/thea-vinter/
    sleep researcher
/experts/jun-makino/
    swimming coach
/articles/running-muscles/
    what muscles does running work?
    which muscles does running use
    running muscles really
/articles/rowing/
    rowing
    what muscles does rowing train?
    damper
/articles/sore-legs/
    sore legs
    what helps sore legs?
    soreness
/articles/walking-uphill/
    uphill
    hill walking
    glutes walking uphill
/articles/stiff-neck/
    stiff neck
    desk
/articles/breathing/
    breathing
/articles/easy-pace/
    easy run
    slow running
    how slow should I run
/articles/strength-sessions/
    two strength sessions a week
/articles/feet/
    feet training
/articles/swimming/
    where does a swimmer's speed come from
    swimmer’s speed
A roller is a good way to find out, and a poor way to mend
    roller
Massage is company for a tired muscle
    does massage help sore muscles
Cold water is a fine habit at the wrong time
    cold water
Think of springs and anchors, not engines
    "springs and anchors"
    anchors springs
Do not stop the list at the ankle
    treadmill
    tredmill
Hang from something
    "hang from something"
Sleep is where the repair is done
    sleep
"""


@pytest.fixture
def samples():
    load_samples()


def questions():
    expected = ""
    for line in QUESTIONS.strip().splitlines():
        if line.startswith(" "):
            yield line.strip(), expected
        else:
            expected = line


def first_found(client, typed):
    page = BeautifulSoup(client.get("/search/", {"q": typed}).content, "html5lib")
    found = page.select_one("main section .toc a, main section blockquote")
    if found is None:
        return ""
    if found.name == "a":
        return found["href"]
    return Quote.objects.get(pk=found["cite"].rpartition("-")[2]).heading


def test_at_least_95_of_100_questions_find_first_what_they_should(client, samples):
    found = [(typed, expected, first_found(client, typed)) for typed, expected in questions()]
    wrong = [each for each in found if each[1] != each[2]]
    right = 1 - len(wrong) / len(found)
    print(f"{len(found)} questions, {right:.3f} right; wrong: {wrong}")
    assert len(found) >= 60
    assert right >= RIGHT, wrong
