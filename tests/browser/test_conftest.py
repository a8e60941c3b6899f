"""The fixtures themselves: a page that complains must fail, and one that does not must not."""

import pytest

from tests.browser.conftest import watch
from tests.factories import make_article, make_quote


def test_an_article_is_quiet_and_accessible(page, axe):
    article = make_quote(muscles=["glutes"]).article
    page.goto(article.get_absolute_url())
    assert page.locator("h1").inner_text() == article.title
    axe(page)


def test_the_vocabulary_survives_a_test_that_commits(page):
    make_quote(muscles=["hamstrings"])
    assert page.goto("/muscles/").ok
    assert page.get_by_role("link", name="Hamstrings").count()


def test_a_missing_page_may_be_asked_for(page):
    assert page.goto("/articles/none/").status == 404


def test_an_editor_is_signed_in(editor):
    make_article()
    editor.goto("/admin/")
    assert editor.url.endswith("/admin/")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.warn('odd')", "console warning: odd"),
        ("setTimeout(() => { throw new Error('broken') })", "script error: broken"),
        ("location = 'http://elsewhere.example/'", "request to another host"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    ],
)
def test_a_page_that_complains_is_noticed(browser, base_url, live_server, script, complaint):
    complaints = []
    context = browser.new_context(base_url=base_url)
    watch(context, base_url, complaints)
    page = context.new_page()
    page.goto("/")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(200)
    context.close()
    assert any(complaint in text for text in complaints), complaints
