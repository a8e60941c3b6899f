"""More names, as trainers and readers write them; see `0003_other_names`."""

from django.db import migrations

NAMES = {
    "glutes": "glute muscle, back side, bums, bum muscle, tush, derriere",
    "lower-back": "erector, erector muscles, spinal erector muscles, lumbar erectors",
    "upper-back": "mid back muscles, middle back muscles",
    "forearms": "fore arm, fore arms, gripping muscles",
    "biceps": "bi's",
    "triceps": "tri's, tris",
    "chest": "pecks",
    "shoulders": "deltoid muscle, deltoid muscles",
    "calves": "gastrocs muscle, calve, calve muscles",
    "hip-flexors": "hip flexor group, iliopsoas muscle, hip-flexor muscles",
    "adductors": "adductor group",
    "abductors": "abductor group, abductor muscle",
}


def add_names(apps, schema_editor):
    """Those that an administrator has given to a group already stay there."""
    OtherName = apps.get_model("articles", "OtherName")
    groups = apps.get_model("articles", "MuscleGroup").objects.in_bulk(field_name="slug")
    known = {name.lower() for name in OtherName.objects.values_list("name", flat=True)}
    OtherName.objects.bulk_create(
        OtherName(muscle=groups[slug], name=name)
        for slug, names in NAMES.items()
        for name in names.split(", ")
        if slug in groups and name.lower() not in known
    )


def remove_names(apps, schema_editor):
    names = [name for names in NAMES.values() for name in names.split(", ")]
    apps.get_model("articles", "OtherName").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_roles_of_muscles")]

    operations = [migrations.RunPython(add_names, remove_names)]
