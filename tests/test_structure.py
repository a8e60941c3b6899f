"""What keeps the project easy to live in, and what the strict policy for pages asks of it."""

import ast
import re

import pytest
from django.conf import settings

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def files(*patterns):
    return [path for pattern in patterns for path in sorted(settings.BASE_DIR.glob(pattern))]


def names(paths):
    return [str(path.relative_to(settings.BASE_DIR)) for path in paths]


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]


MODULES = [
    path
    for path in files("*.py", "articles/**/*.py", "runsite/**/*.py", "tests/**/*.py")
    if "migrations" not in path.parts
]
SITE = [path for path in MODULES if "tests" not in path.parts]
TEMPLATES = files("templates/**/*.html")


@pytest.mark.parametrize("path", SITE, ids=names(SITE))
def test_the_modules_of_the_site_stay_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_functions_stay_short(path):
    for function in functions(path):
        length = function.end_lineno - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_nothing_is_imported_inside_a_function(path):
    for function in functions(path):
        inside = [n for n in ast.walk(function) if isinstance(n, (ast.Import, ast.ImportFrom))]
        assert not inside, function.name


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_templates_have_no_style_and_no_script_of_their_own(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or "application/ld+json" in attributes
    assert not re.search(r"\|\s*safe\b|autoescape off", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_is_a_page_or_a_part(path):
    admin = "admin" in path.parts or "registration" in path.parts
    part = path.name.startswith("_")
    assert (
        admin
        or part
        or path.name in ("base.html", "private.html")
        or "{% extends" in path.read_text()
    )
