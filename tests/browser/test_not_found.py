"""The page for addresses that lead nowhere, in a browser that watches for complaints."""


def test_the_page_for_a_wrong_address_is_quiet_and_accessible(page, axe):
    assert page.goto("/articles/none/").status == 404
    axe(page)
    page.get_by_role("link", name="Start from the front page").click()
    assert page.url.endswith("/")
