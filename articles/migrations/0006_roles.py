"""Three roles: those who write, those who publish, those who keep the vocabulary and the users."""

from importlib import import_module

from django.db import migrations

make_permissions = import_module("articles.migrations.0004_editors_group").make_permissions

ALL = ["add", "change", "delete", "view"]
WRITER = {
    # Only their own drafts: the form itself looks whose an article is, and whether it is out.
    "article": ["add", "change", "delete", "view"],
    "quote": ["view"],
    "expert": ["add", "view"],
    "author": ["view"],
    "photo": ["add", "view"],
    "category": ["view"],
    "musclegroup": ["view"],
    "previewlink": ["add"],
    "signoff": ["add"],
}
EDITOR = {
    "article": [*ALL, "publish"],
    "quote": ALL,
    "taggedquote": ALL,
    "relatedlink": ALL,
    "expert": ALL,
    "author": ALL,
    "photo": ALL,
    "category": ALL,
    "simplepage": ALL,
    "musclegroup": ["view"],
    "previewlink": ["add"],
    "signoff": ["add"],
}
ADMIN = EDITOR | {
    "musclegroup": ALL,
    "othername": ALL,
    "merge": ["add", "view"],
}
USERS = ["add_user", "change_user", "delete_user", "view_user", "view_group"]


def make_roles(apps, schema_editor):
    for label in ("articles", "auth"):
        make_permissions(apps, schema_editor.connection.alias, label)
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Editors").update(name="Editor")
    give(apps, "Writer", WRITER)
    give(apps, "Editor", EDITOR)
    give(apps, "Admin", ADMIN, USERS)


def give(apps, name, rights, others=()):
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
    codenames = [f"{right}_{model}" for model, found in rights.items() for right in found]
    ours = Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
    theirs = Permission.objects.filter(content_type__app_label="auth", codename__in=others)
    group.permissions.set([*ours, *theirs])


def take_roles_back(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Writer", "Admin"]).delete()
    Group.objects.filter(name="Editor").update(name="Editors")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_history_and_sign_off")]

    operations = [migrations.RunPython(make_roles, take_roles_back)]
