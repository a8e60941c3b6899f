"""Every command of ours says what it does, shows an example and can be tried without writing."""

import pytest
from django.core.management import CommandError, get_commands, load_command_class

from articles import migrating

COMMANDS = sorted(name for name, app in get_commands().items() if app == "articles")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_an_example_and_keeps_its_lines(name):
    text = load_command_class("articles", name).create_parser("manage.py", name).format_help()
    assert f"manage.py {name}" in text.partition("\nExample: ")[2].partition("\n")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_it_can_be_tried_without_writing(name):
    parser = load_command_class("articles", name).create_parser("manage.py", name)
    writes = load_command_class("articles", name).writes
    assert ("--dry-run" in parser.format_help()) is writes


def test_the_commands_of_the_readme_are_there():
    assert set(COMMANDS) >= {"serve", "load_demo", "import_text", "suggest_muscles"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [each for each in COMMANDS if each != "serve"])
def test_on_a_database_without_tables_it_says_what_to_do_first(name, monkeypatch):
    monkeypatch.setattr(migrating, "pending", lambda: ["articles.0001_initial"])
    command = load_command_class("articles", name)
    with pytest.raises(CommandError, match=r"run manage\.py migrate first"):
        command.execute()
