"""Which muscles a text suggests: senses, roles, spans, and how often that is right."""

import json
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands.suggest_muscles import Score, muscles_in
from articles.mentions import proposals, suggest
from articles.models import MuscleGroup
from articles.said import Said

pytestmark = pytest.mark.django_db
PASSAGES = Path(__file__).parent / "passages.jsonl"


@pytest.fixture
def names():
    return MuscleGroup.objects.vocabulary()


def slugs(text, names):
    return sorted(muscles_in(text, names))


def asked(text, names):
    return sorted({each.slug for each in suggest(text, names) if each.asks})


def test_precision_and_recall_on_labelled_passages(names):
    rows = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    score = Score.of(rows, [muscles_in(row["text"], names) for row in rows])
    print(score)
    assert len(rows) >= 150
    assert min(score.precision, score.recall) >= 0.97, "\n".join([*score.misses, str(score)])


@pytest.mark.parametrize(
    "text",
    [
        "Our core values are printed on the door.",
        "The chest of drawers in the gym is locked.",
        "The trap door creaked.",
        "A calf was born on the farm.",
        "He came by quad bike.",
        "They were neck and neck.",
        "Keep your shoulders rolled back.",
        "Bring the knee to the chest.",
        "Put your hands behind your neck.",
        "Keep the shins upright.",
        "The hamstring tendon is sore, and so is the shin bone.",
        "Do three sets of calf raises and a glute bridge.",
        "I shoulder the blame.",
        "",
    ],
)
def test_what_is_no_muscle_at_work_is_not_suggested(text, names):
    assert slugs(text, names) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The biceps femoris bends the knee.", ["hamstrings"]),
        ("The gluteus medius holds the hip.", ["glutes"]),
        ("Hip-flexors and QUADS.", ["hip-flexors", "quadriceps"]),
        ("Calf raises work the calves.", ["calves"]),
        ("The rower’s lats pull.", ["upper-back"]),
        ("The small muscles around the shoulder hold it.", ["shoulders"]),
        ("Keep your lower back strong.", ["lower-back"]),
    ],
)
def test_what_works_is_suggested(text, found, names):
    assert slugs(text, names) == found


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("It works the posterior chain.", ["glutes", "hamstrings", "lower-back"]),
        ("It works the back.", ["lower-back", "upper-back"]),
        ("It works the legs.", ["hamstrings", "quadriceps"]),
        ("It works the thigh muscles.", ["hamstrings", "quadriceps"]),
        ("The gluteus medius holds.", ["abductors"]),
        ("Do calf raises.", ["calves"]),
        ("Look back in a month.", []),
    ],
)
def test_what_is_not_certain_is_a_question(text, questions, names):
    assert asked(text, names) == questions
    assert not set(slugs(text, names)) & set(questions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The quads work.", {"quadriceps": "main"}),
        (
            "The trouble on treadmills is that you never use your hamstrings or glutes.",
            {"hamstrings": "not worked on treadmills", "glutes": "not worked on treadmills"},
        ),
        ("It doesn’t require your calves.", {"calves": "not worked"}),
        (
            "They rely on the quads rather than the glutes.",
            {"quadriceps": "main", "glutes": "not worked"},
        ),
        ("The calves hardly work.", {"calves": "not worked"}),
        ("Not only the calves, but the quads work.", {"calves": "main", "quadriceps": "main"}),
        ("Don’t forget your glutes.", {"glutes": "main"}),
        ("The calves never rest.", {"calves": "main"}),
        (
            "The core never switches off, and the calves turn you.",
            {"core": "main", "calves": "main"},
        ),
        ("It isn’t the calves, it’s the glutes.", {"calves": "not worked", "glutes": "main"}),
        ("The quads, with help from the core, do it.", {"quadriceps": "main", "core": "helps"}),
        ("To a lesser extent, running also works your core.", {"core": "helps"}),
        ("The calves and core assist.", {"calves": "helps", "core": "helps"}),
        ("Uphill the glutes take over.", {"glutes": "main, uphill"}),
    ],
)
def test_the_words_hint_at_the_role_and_the_condition(text, said, names):
    assert {each.slug: str(each.said) for each in suggest(text, names)} == said


def test_each_suggestion_has_its_words_their_place_and_their_sentence(names):
    text = "Ça va ! “Stand up.” Then the Gluteus\nmaximus, Σ, pushes. It rests."
    [found] = suggest(text, names)
    assert text[found.start : found.end] == found.words == "Gluteus\nmaximus"
    assert found.sentence == "Then the Gluteus maximus, Σ, pushes."


def test_all_that_a_text_says_of_a_group_is_one_proposal(names):
    text = "The hamstrings push. On treadmills you never use your hamstrings. Hammies!"
    [proposal] = proposals(suggest(text, names))
    assert proposal.said == Said("main", "not on treadmills")
    assert proposal.words == ["hamstrings", "Hammies"]
    assert not proposal.asks


def test_three_hundred_words_are_read_in_five_milliseconds(names):
    text = ("The hip flexors and the gluteus maximus lift and drive the leg on. " * 24)[:1600]
    suggest(text, names)  # The patterns are made once.
    assert min(_seconds(text, names) for _ in range(20)) < 0.005


def _seconds(text, names):
    start = time.perf_counter()
    suggest(text, names)
    return time.perf_counter() - start


# --- The command ------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path, capsys):
    def run(text, *options):
        path = tmp_path / "texts.jsonl"
        path.write_text(text, encoding="utf-8")
        call_command("suggest_muscles", str(path), *options)
        return capsys.readouterr().out.splitlines()

    return run


def test_a_line_comes_for_each_text(run):
    lines = run('{"text": "The quads and glutes."}\n\n{"text": "Nothing."}\n')
    assert lines == ['{"muscles": ["glutes", "quadriceps"]}', '{"muscles": []}']


def test_the_score_names_what_was_missed(run):
    labelled = {"text": "The quads and glutes and core.", "muscles": ["calves", "core"]}
    assert run(json.dumps(labelled | {"optional": ["glutes"]}), "--score") == [
        "1: +quadriceps -calves | The quads and glutes and core.",
        "Precision 0.500, recall 0.500: 1 found, 1 too many (+), 1 missed (-).",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Line 2 is no JSON"),
        ("[1]", "Line 2 has no “text”."),
        ('{"text": 3}', "Line 2 has no “text”."),
        ('{"text": "x", "muscles": "core"}', "“muscles” in line 2 is no list."),
    ],
)
def test_a_line_that_makes_no_sense_is_named(run, line, message):
    with pytest.raises(CommandError, match=message):
        run('{"text": "The core."}\n' + line)


def test_a_missing_file_is_named():
    with pytest.raises(CommandError, match="no-such-file can’t be read"):
        call_command("suggest_muscles", "no-such-file")
