"""Every command of ours says what it does, shows an example and can be tried without writing."""

import pytest
from django.core.management import get_commands, load_command_class

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
