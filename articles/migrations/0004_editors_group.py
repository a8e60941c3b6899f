"""The group of people who write and publish. Groups of muscles are for administrators."""

from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations

NAME = "Editors"
ALL = ["add", "change", "delete", "view"]
RIGHTS = {
    "article": ALL,
    "quote": ALL,
    "taggedquote": ALL,
    "relatedlink": ALL,
    "expert": ALL,
    "author": ALL,
    "photo": ALL,
    "category": ALL,
    "simplepage": ALL,
    "othername": ALL,
    "musclegroup": ["change", "view"],
}


def add_group(apps, schema_editor):
    make_permissions(apps, schema_editor.connection.alias)
    Permission = apps.get_model("auth", "Permission")
    codenames = [f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights]
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
    )


def make_permissions(apps, alias, app_label="articles"):
    """Django makes them after all migrations, which is too late for us."""
    app = apps.get_app_config(app_label)
    app.models_module = True
    create_contenttypes(app, apps=apps, using=alias, verbosity=0)
    create_permissions(app, apps=apps, using=alias, verbosity=0)
    app.models_module = None


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_other_names"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_group, remove_group)]
