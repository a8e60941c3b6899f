from django.db import migrations


class Migration(migrations.Migration):
    """Changes nothing that Django knows. After it `articles.migrating` makes the triggers anew:

    In PostgreSQL they also keep what is taken from the tags where these are emptied at once.
    """

    dependencies = [("articles", "0014_tallies_by_expert")]

    operations = []
