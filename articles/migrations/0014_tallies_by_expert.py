from django.db import migrations


class Migration(migrations.Migration):
    """Changes nothing that Django knows. After it `articles.migrating` makes the tallies anew:

    An expert's quotes are counted by their muscles as well.
    """

    dependencies = [("articles", "0013_names_by_themselves")]

    operations = []
