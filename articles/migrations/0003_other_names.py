"""What people call the 21 muscle groups. Sources: docs/decisions/0002-anatomy-sources.md."""

from django.db import migrations

# Everyday names are shown to readers and editors, the best first; the others only match texts.
NAMES = {
    "neck": {
        "everyday": "neck muscles, back of the neck",
        "form": "neck muscle, necks, front of the neck, side of the neck, sides of the neck, "
        "nape, nape of the neck, neck flexor, neck flexors, neck extensor, neck extensors, "
        "deep neck flexors, cervical muscles, SCM, levator scapula",
        "anatomical": "sternocleidomastoid, sternocleidomastoids, sternocleidomastoideus, "
        "sternomastoid, scalene, scalenes, scaleni, splenius capitis, splenius cervicis, "
        "longus colli, longus capitis, suboccipitals, levator scapulae",
    },
    "trapezius": {
        "everyday": "traps, tops of the shoulders",
        "form": "upper traps, upper trap, middle traps, mid traps, lower traps, lower trap, "
        "trap muscle, trap muscles, top of the shoulder, top of the shoulders, shrugging muscles, "
        "trapezius muscle, trapezius muscles",
        "anatomical": "trapezii, upper trapezius, middle trapezius, lower trapezius",
    },
    "shoulders": {
        "everyday": "delts, shoulder muscles, rotator cuff",
        "form": "shoulder, shoulder muscle, delt, front delt, front delts, side delt, side delts, "
        "rear delt, rear delts, rotator cuffs, rotator cuff muscle, rotator cuff muscles, "
        "front of the shoulder, back of the shoulder",
        "anatomical": "deltoid, deltoids, deltoideus, anterior deltoid, lateral deltoid, "
        "medial deltoid, middle deltoid, posterior deltoid, supraspinatus, infraspinatus, "
        "teres minor, subscapularis",
    },
    "chest": {
        "everyday": "pecs, chest muscles",
        "form": "pec, pectoral, pectorals, pectoral muscle, pectoral muscles, chest muscle, "
        "chests, upper chest, lower chest, pec major, pec minor, serratus",
        "anatomical": "pectoralis, pectoralis major, pectoralis minor, serratus anterior, "
        "subclavius",
    },
    "upper-back": {
        "everyday": "lats, between the shoulder blades",
        "form": "lat, lat muscle, lat muscles, upper back muscle, upper back muscles, "
        "upper backs, mid back, mid-back, middle back, middle of the back, middle of your back, "
        "between your shoulder blades",
        "anatomical": "latissimus dorsi, latissimus, rhomboid, rhomboids, rhomboid major, "
        "rhomboid minor, rhomboideus, teres major",
    },
    "lower-back": {
        "everyday": "small of the back, lower back muscles",
        "form": "low back, low-back, lower back muscle, low back muscles, lower backs, "
        "lumbar muscles, lumbar extensors, back extensor, back extensors, spinal extensors, "
        "spinal erector, spinal erectors, erectors, small of your back, paraspinals, "
        "paraspinal muscles, QL",
        "anatomical": "erector spinae, multifidus, multifidi, quadratus lumborum, longissimus, "
        "iliocostalis, spinalis",
    },
    "core": {
        "everyday": "abs, stomach muscles, tummy muscles",
        "form": "core muscle, core muscles, deep core, ab muscles, abdominal, abdominals, "
        "abdominal muscle, abdominal muscles, stomach muscle, tummy muscle, belly muscles, "
        "midsection, mid-section, six-pack, six pack, sixpack, upper abs, lower abs, deep abs, "
        "deep abdominals, abdominal wall, pelvic floor, pelvic floor muscles, TVA, TrA, "
        "rectus abdominus, transverse abdominus",
        "anatomical": "rectus abdominis, transversus abdominis, transverse abdominis, "
        "transverse abdominals, levator ani",
    },
    "obliques": {
        "everyday": "side abs, waist muscles",
        "form": "oblique, oblique muscle, oblique muscles, oblique abdominals, "
        "abdominal obliques, side abdominals, side of the waist, sides of the waist, "
        "sides of your waist, waist muscle",
        "anatomical": "external oblique, external obliques, internal oblique, internal obliques, "
        "obliquus externus, obliquus internus, obliquus externus abdominis, "
        "obliquus internus abdominis",
    },
    "biceps": {
        "everyday": "front of the upper arm",
        "form": "bicep, bicep muscle, bicep muscles, biceps muscle, biceps muscles, "
        "front of the arm, front of the arms, front of the upper arms, front of your upper arm, "
        "front of your upper arms, fronts of the upper arms, elbow flexor, elbow flexors, "
        "bicep brachii",
        "anatomical": "biceps brachii, brachialis, coracobrachialis",
    },
    "triceps": {
        "everyday": "back of the upper arm",
        "form": "tricep, tricep muscle, tricep muscles, triceps muscle, triceps muscles, "
        "back of the arm, back of the arms, back of the upper arms, back of your upper arm, "
        "back of your upper arms, backs of the upper arms, elbow extensor, elbow extensors, "
        "tricep brachii",
        "anatomical": "triceps brachii, anconeus",
    },
    "forearms": {
        "everyday": "lower arms, grip muscles",
        "form": "forearm, forearm muscle, forearm muscles, lower arm, lower arm muscles, "
        "grip muscle, wrist flexor, wrist flexors, wrist extensor, wrist extensors, "
        "finger flexor, finger flexors, finger extensors",
        "anatomical": "brachioradialis, flexor carpi radialis, flexor carpi ulnaris, "
        "extensor carpi radialis, extensor carpi ulnaris, flexor digitorum superficialis, "
        "flexor digitorum profundus, extensor digitorum, palmaris longus, pronator teres, "
        "supinator",
    },
    "glutes": {
        "everyday": "glutes, buttocks, butt",
        "form": "glute, gluteal, gluteal muscle, gluteal muscles, glute muscles, glute max, "
        "glute med, glute min, glute maximus, glute medius, glute minimus, buttock, "
        "buttock muscle, buttock muscles, butt muscle, butt muscles, bum, bum muscles, backside, "
        "rear end, rear-end, booty, hip rotators, deep hip rotators, hip external rotators",
        "anatomical": "gluteus, gluteus maximus, gluteus medius, gluteus minimus, glutei, "
        "piriformis, obturator internus, gemelli, quadratus femoris",
    },
    "abductors": {
        "everyday": "outer hip, outer thigh",
        "form": "abductor, abductors, hip abductor, abductor muscles, hip abductor muscles, "
        "thigh abductors, outer hips, outer thighs, outer hip muscles, outer thigh muscles, "
        "outside of the hip, outside of the hips, outside of your hip, outside of the thigh, "
        "outside of your thigh, side of the hip, side of your hip, sides of your hips, "
        "lateral hip, lateral hip muscles, TFL",
        "anatomical": "tensor fasciae latae, tensor fascia latae, tensor fascia lata",
    },
    "hip-flexors": {
        "everyday": "front of the hip",
        "form": "hip flexor, hip flexor muscle, hip flexor muscles, hip-flexor, hip-flexors, "
        "hipflexors, flexors of the hip, front of the hips, front of your hip, "
        "front of your hips, fronts of the hips, front hip muscles",
        "anatomical": "iliopsoas, ilio-psoas, psoas, psoas major, psoas minor, psoas muscle, "
        "iliacus, sartorius",
    },
    "adductors": {
        "everyday": "inner thigh, groin muscles",
        "form": "adductor, hip adductor, hip adductors, adductor muscle, adductor muscles, "
        "thigh adductors, inner thighs, inner-thigh, inner thigh muscle, inner thigh muscles, "
        "inside of the thigh, inside of the thighs, inside of your thigh, inside of your thighs, "
        "insides of the thighs, groin, groins, groin muscle",
        "anatomical": "adductor longus, adductor brevis, adductor magnus, gracilis, pectineus",
    },
    "quadriceps": {
        "everyday": "quads, front of the thigh",
        "form": "quad, quadricep, quad muscle, quad muscles, quadriceps muscle, "
        "quadriceps muscles, front thigh, front thighs, front thigh muscles, front of the thighs, "
        "front of your thigh, front of your thighs, fronts of the thighs, fronts of your thighs, "
        "anterior thigh, knee extensor, knee extensors, VMO",
        "anatomical": "quadriceps femoris, rectus femoris, vastus lateralis, vastus medialis, "
        "vastus intermedius, vastus medialis oblique, vastus medialis obliquus, vasti",
    },
    "hamstrings": {
        "everyday": "back of the thigh, hammies",
        "form": "hamstring, hams, hammy, hamstring muscle, hamstring muscles, back of the thighs, "
        "back of your thigh, back of your thighs, backs of the thighs, backs of your thighs, "
        "back thigh muscles, rear thigh, rear thighs, posterior thigh, back of the upper leg, "
        "leg biceps, knee flexor, knee flexors, bicep femoris",
        "anatomical": "biceps femoris, semitendinosus, semimembranosus",
    },
    "calves": {
        "everyday": "calf muscles, back of the lower leg",
        "form": "calf, calf muscle, calfs, back of the lower legs, back of your lower leg, "
        "back of your lower legs, gastroc, gastrocs, plantar flexor, plantar flexors, "
        "plantarflexor, plantarflexors, tib post",
        "anatomical": "gastrocnemius, gastrocnemii, soleus, gastrocsoleus, gastroc-soleus, "
        "triceps surae, plantaris, tibialis posterior, posterior tibialis",
    },
    "shins": {
        "everyday": "shin muscles, front of the lower leg",
        "form": "shin, shin muscle, front of the lower legs, front of your lower leg, "
        "front of your lower legs, front of the shin, front of the shins, front of your shin, "
        "front of your shins, outer lower leg, dorsiflexor, dorsiflexors, ankle dorsiflexors, "
        "toe extensor, toe extensors, tib anterior, tib ant, tibs, peroneals, peroneal muscles",
        "anatomical": "tibialis, tibialis anterior, anterior tibialis, extensor digitorum longus, "
        "extensor hallucis longus, fibularis, fibularis longus, fibularis brevis, "
        "fibularis tertius, fibulares, peroneus longus, peroneus brevis, peroneus tertius",
    },
    "long-toe-flexors": {
        "everyday": "toe muscles of the lower leg",
        "form": "long toe flexor, long toe flexor muscles, long toe muscles, "
        "long flexor of the toes, long flexors of the toes, long flexor of the big toe, "
        "long flexors of the big toe, deep toe flexors, extrinsic toe flexor, "
        "extrinsic toe flexors, toe muscles in the lower leg, FDL, FHL",
        "anatomical": "flexor digitorum longus, flexor hallucis longus",
    },
    "short-toe-flexors": {
        "everyday": "foot muscles, muscles of the sole",
        "form": "short toe flexor, short toe flexor muscles, short toe muscles, "
        "short flexor of the toes, short flexors of the toes, short flexor of the big toe, "
        "intrinsic toe flexors, foot muscle, muscles of the foot, small muscles of the foot, "
        "intrinsic foot muscles, intrinsic muscles of the foot, foot intrinsics, foot core, "
        "arch muscle, arch muscles, FDB, FHB",
        "anatomical": "flexor digitorum brevis, flexor hallucis brevis, abductor hallucis, "
        "adductor hallucis, quadratus plantae, flexor accessorius",
    },
}


def listed():
    for slug, kinds in NAMES.items():
        for kind, names in kinds.items():
            for name in names.split(", "):
                yield slug, kind, name


def add_names(apps, schema_editor):
    OtherName = apps.get_model("articles", "OtherName")
    groups = apps.get_model("articles", "MuscleGroup").objects.in_bulk(field_name="slug")
    OtherName.objects.bulk_create(
        OtherName(muscle=groups[slug], kind=kind, name=name) for slug, kind, name in listed()
    )


def remove_names(apps, schema_editor):
    """Names that an administrator added stay."""
    names = [name for slug, kind, name in listed()]
    apps.get_model("articles", "OtherName").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_muscle_groups")]

    operations = [migrations.RunPython(add_names, remove_names)]
