"""Each group of the first vocabulary has the shape that was drawn under its address."""

from django.db import migrations
from django.db.models import F


def give_drawings(apps, schema_editor):
    MuscleGroup = apps.get_model("articles", "MuscleGroup")
    MuscleGroup.objects.filter(drawing="").update(drawing=F("slug"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_roles")]

    operations = [migrations.RunPython(give_drawings, migrations.RunPython.noop)]
