from django.db import migrations


class Migration(migrations.Migration):
    """Changes nothing that Django knows. After it `articles.migrating` makes the index anew:

    Names have an index of their own, and PostgreSQL's knows the blocks of ids.
    """

    dependencies = [("articles", "0012_dated_rows")]

    operations = []
