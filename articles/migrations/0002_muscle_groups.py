"""The 21 muscle groups. Sources: docs/decisions/0002-anatomy-sources.md."""

from django.db import migrations

# Region by region from head to toe: the order in which lists show the groups.
REGIONS = {
    "trunk": "neck trapezius shoulders chest upper-back lower-back core obliques",
    "arms": "biceps triceps forearms",
    "hips": "glutes abductors hip-flexors adductors quadriceps hamstrings",
    "legs": "calves shins long-toe-flexors short-toe-flexors",
}

GROUPS = {
    "neck": {
        "name": "Neck",
        "latin_name": "sternocleidomastoideus, scaleni, splenius capitis",
        "description": "The muscles around the neck, from the long cord on each side to the short "
        "ones under the skull. They hold the head up and turn, tilt and nod it. You feel them "
        "after hours at a screen, or late in a run when the head sinks forward.",
    },
    "trapezius": {
        "name": "Trapezius",
        "latin_name": "trapezius",
        "description": "A broad flat muscle on each side of the spine that runs from the skull "
        "and neck out to the shoulder and down to the middle of the back. It lifts the shoulder "
        "blades, draws them together and pulls them down. You feel its upper part when you shrug, "
        "or when tiredness makes the shoulders creep up to the ears.",
    },
    "shoulders": {
        "name": "Shoulders",
        "latin_name": "deltoideus, supraspinatus, infraspinatus, teres minor, subscapularis",
        "description": "The deltoid, which caps the shoulder joint, and the four deeper muscles "
        "of the rotator cuff, which run from the shoulder blade and hold the upper arm in its "
        "socket. They raise and turn the arm. You feel them when you reach overhead, press a "
        "weight up or hold the arms out for a while.",
    },
    "chest": {
        "name": "Chest",
        "latin_name": "pectoralis major, pectoralis minor, serratus anterior",
        "description": "The muscles on the front and side of the ribs, above all the broad "
        "pectoral that fans out from the breastbone and collarbone to the upper arm. They bring "
        "the arm forward and across the body, and with it the shoulder blade. You feel them in a "
        "press-up, or when you push a heavy door.",
    },
    "upper-back": {
        "name": "Upper back",
        "latin_name": "latissimus dorsi, rhomboideus major, rhomboideus minor, teres major",
        "description": "The broad lats, which run from the lower half of the spine and the pelvis "
        "up to the arm, and the rhomboids between the spine and the shoulder blades. They pull "
        "the arms down and back and draw the shoulder blades together. You feel them when you "
        "row, climb or pull yourself up.",
    },
    "lower-back": {
        "name": "Lower back",
        "latin_name": "erector spinae, multifidus, quadratus lumborum",
        "description": "The long muscles on both sides of the spine, easiest to feel between the "
        "ribs and the pelvis. They hold the trunk upright, straighten it after bending and keep "
        "it steady while the legs move. You feel them after lifting from the floor or a long day "
        "on your feet.",
    },
    "core": {
        "name": "Core",
        "latin_name": "rectus abdominis, transversus abdominis, diaphragma pelvis",
        "description": "The muscles that wall in the belly: the upright six-pack in front, the "
        "deep muscle that wraps round the waist like a belt, and the pelvic floor below. They "
        "bend the trunk forward, brace it and keep the pelvis steady while the legs move. You "
        "feel them when you sit up, cough or hold a plank.",
    },
    "obliques": {
        "name": "Obliques",
        "latin_name": "obliquus externus abdominis, obliquus internus abdominis",
        "description": "Two layers of muscle on each side of the waist whose fibres cross at a "
        "slant. They turn the trunk, bend it sideways and keep it from twisting while an arm or a "
        "leg moves. You feel them in a side plank, or when you throw.",
    },
    "biceps": {
        "name": "Biceps",
        "latin_name": "biceps brachii, brachialis, coracobrachialis",
        "description": "The two-headed muscle on the front of the upper arm, with the flat "
        "brachialis beneath it. Both bend the elbow, and the biceps also turns the palm up. You "
        "feel them when you carry a bag, or when you run for long with the elbows bent.",
    },
    "triceps": {
        "name": "Triceps",
        "latin_name": "triceps brachii, anconeus",
        "description": "The three-headed muscle on the back of the upper arm. It straightens the "
        "elbow and helps to draw the arm back. You feel it in press-ups and dips, or when you "
        "push yourself up from a chair with your hands.",
    },
    "forearms": {
        "name": "Forearms",
        "latin_name": "brachioradialis, flexor carpi radialis, flexor digitorum superficialis, "
        "extensor carpi radialis longus, extensor digitorum",
        "description": "The many slender muscles between the elbow and the wrist. Those on the "
        "palm side bend the wrist and close the fingers; those on the other side straighten them. "
        "You feel them when you grip something hard for a while: a bar, a rope, a heavy bag.",
    },
    "glutes": {
        "name": "Gluteals",
        "latin_name": "gluteus maximus, gluteus medius, gluteus minimus",
        "description": "The three gluteus muscles of each buttock. The largest, the gluteus "
        "maximus, is one of the strongest in the body and straightens the hip; the two beneath it "
        "keep the pelvis level when you stand on one leg. You feel them on stairs, on hills and "
        "when you rise from a low chair.",
    },
    "abductors": {
        "name": "Hip abductors",
        "latin_name": "tensor fasciae latae (with gluteus medius and gluteus minimus)",
        "description": "The muscles on the outer side of the hip: the tensor fasciae latae in "
        "front and, behind it, the two smaller gluteals, which are also listed under gluteals. "
        "They move the leg out to the side and stop the pelvis from dropping when you stand on "
        "the other. You feel them after side steps, or on a sloping road.",
    },
    "hip-flexors": {
        "name": "Hip flexors",
        "latin_name": "iliopsoas (psoas major, iliacus), sartorius",
        "description": "The muscles that cross the front of the hip: the deep iliopsoas, from the "
        "lower spine and the inside of the pelvis to the thigh bone, and the strap-like "
        "sartorius. They lift the knee and bring the leg forward. You feel them in high knees and "
        "steep climbs, or as tightness after a day of sitting.",
    },
    "adductors": {
        "name": "Adductors",
        "latin_name": "adductor longus, adductor brevis, adductor magnus, gracilis, pectineus",
        "description": "The muscles on the inner side of the thigh, from the underside of the "
        "pelvis down towards the knee. They draw the legs together and steady the pelvis at every "
        "step. You feel them when you squeeze the knees together, skate or change direction at "
        "speed.",
    },
    "quadriceps": {
        "name": "Quadriceps",
        "latin_name": "quadriceps femoris (rectus femoris, vastus lateralis, vastus medialis, "
        "vastus intermedius)",
        "description": "The large four-part muscle on the front of the thigh, which pulls on the "
        "kneecap. It straightens the knee and takes up the body’s weight when the foot lands. You "
        "feel it in squats, on stairs and, above all, after running downhill.",
    },
    "hamstrings": {
        "name": "Hamstrings",
        "latin_name": "biceps femoris, semitendinosus, semimembranosus",
        "description": "Three long muscles on the back of the thigh that run from the sitting "
        "bone to just below the knee. They bend the knee, help to straighten the hip and slow the "
        "leg before the foot lands. You feel them in sprints, in deadlifts and when you bend "
        "forward with straight knees.",
    },
    "calves": {
        "name": "Calves",
        "latin_name": "triceps surae (gastrocnemius, soleus), tibialis posterior",
        "description": "The muscles on the back of the lower leg: the two-headed gastrocnemius, "
        "which gives the calf its shape, the flat soleus beneath it and, deepest, the tibialis "
        "posterior. They lift the heel, push you off the ground and hold up the arch. You feel "
        "them on tiptoe, when you skip and when you run uphill.",
    },
    "shins": {
        "name": "Shins",
        "latin_name": "tibialis anterior, extensor digitorum longus, extensor hallucis longus, "
        "fibularis longus, fibularis brevis",
        "description": "The muscles on the front and the outer side of the lower leg. Those in "
        "front lift the foot and the toes; those on the outer side turn the sole outwards and "
        "steady the ankle. You feel them after fast walking, or when the foot slaps down late in "
        "a run.",
    },
    "long-toe-flexors": {
        "name": "Long toe flexors",
        "latin_name": "flexor digitorum longus, flexor hallucis longus",
        "description": "Two muscles deep in the lower leg, beneath the calf, whose tendons pass "
        "behind the inner ankle and along the sole to the tips of the toes. They bend the toes, "
        "help to push off and support the arch. You feel them when you press the toes into the "
        "ground.",
    },
    "short-toe-flexors": {
        "name": "Short toe flexors",
        "latin_name": "flexor digitorum brevis, flexor hallucis brevis",
        "description": "The small muscles within the sole of the foot. They bend the toes, hold "
        "up the arch and make the foot firm at the moment of push-off. You feel them when you "
        "walk barefoot in sand, or try to shorten the foot without curling the toes.",
    },
}


def add_groups(apps, schema_editor):
    MuscleGroup = apps.get_model("articles", "MuscleGroup")
    places = [(region, slug) for region, slugs in REGIONS.items() for slug in slugs.split()]
    MuscleGroup.objects.bulk_create(
        MuscleGroup(slug=slug, region=region, position=position, **GROUPS[slug])
        for position, (region, slug) in enumerate(places, start=1)
    )


def remove_groups(apps, schema_editor):
    """Refused by the database's PROTECT, with nothing lost, as soon as a quote names one."""
    apps.get_model("articles", "MuscleGroup").objects.filter(slug__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(add_groups, remove_groups)]
