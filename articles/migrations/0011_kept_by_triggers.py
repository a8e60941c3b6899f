from django.db import migrations


class Migration(migrations.Migration):
    """Empty: after each migration `articles.migrating` makes what triggers keep.

    The search index (`articles/search/`) and the stamp of the content (`articles/stamp.py`).
    """

    dependencies = [
        ("articles", "0010_dismissed_suggestions"),
    ]

    operations = []
