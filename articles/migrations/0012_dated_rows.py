import django.db.models.deletion
from django.db import migrations, models

REFERENCE = {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING}
UNSEEN = REFERENCE | {"db_index": False, "related_name": "+"}


class Migration(migrations.Migration):
    """The rows are written by triggers, which `articles.migrating` makes afterwards."""

    dependencies = [
        ("articles", "0011_kept_by_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="DatedQuote",
            fields=[
                (
                    "quote",
                    models.OneToOneField(
                        primary_key=True,
                        related_name="dated",
                        serialize=False,
                        to="articles.quote",
                        **REFERENCE,
                    ),
                ),
                ("article", models.ForeignKey(to="articles.article", **UNSEEN)),
                ("expert", models.ForeignKey(to="articles.expert", **UNSEEN)),
                ("published_at", models.DateTimeField()),
                ("tags", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-published_at", "-quote"], name="dated_quote_newest"),
                    models.Index(
                        fields=["expert", "-published_at", "-quote"], name="dated_quote_expert"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DatedTag",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "quote",
                        "tag",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        to="articles.datedquote", **UNSEEN | {"related_name": "dated_tags"}
                    ),
                ),
                ("tag", models.ForeignKey(to="articles.musclegroup", **UNSEEN)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["tag", "-published_at", "-quote"], name="dated_tag_newest")
                ],
            },
        ),
        migrations.AlterField(
            model_name="article",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Empty for a draft; a time to come for a scheduled article.",
                null=True,
                verbose_name="goes live",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-published_at", "-id"], name="article_newest"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["category", "-published_at", "-id"], name="article_of_category"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["author", "-published_at", "-id"], name="article_by_author"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["folded_name", "id"], name="expert_by_name"),
        ),
    ]
