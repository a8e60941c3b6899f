"""From draft to live, as far as it needs a browser: pasting, the live preview, the private link."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import PreviewLink
from tests.browser.test_article_form import Effort, form_of, save
from tests.factories import make_article, make_quote

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
<!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal style='margin-bottom:8.0pt'><span style='color:black'>"Straight" and
‘curly’ -- <b>strong</b>, <i>soft</i>, 2 * 3 * 4 and **as typed**...<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Hips<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>
Deep ones</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Calves</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>First</p>
<p class=MsoNormal><a href="https://example.org/a">A link</a><span class=MsoCommentReference>
<a class=msocomanchor href="#_msocom_1">[A1]</a></span> ends.</p><!--EndFragment--></body></html>"""
FROM_WORD = (
    '<p>"Straight" and ‘curly’ -- <strong>strong</strong>, <em>soft</em>, 2 * 3 * 4 and'
    " **as typed**...</p><ul><li><p>Hips</p><ul><li><p>Deep ones</p></li></ul></li>"
    "<li><p>Calves</p></li></ul><ol><li><p>First</p></li></ol>"
    '<p><a href="https://example.org/a">A link</a> ends.</p>'
)
DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f-2e">
<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">
"Straight" and ‘curly’ -- </span><span style="font-weight:700">strong</span><span
style="font-weight:400">, </span><span style="font-style:italic;font-weight:400">soft</span><span
style="font-weight:400;text-decoration:underline">, plain _and_ (c)</span></p><br />
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400">Hips</span></p></li><ul><li dir="ltr"
aria-level="2"><p dir="ltr" role="presentation"><span>Deep ones</span></p></li></ul></ul>
<ol><li dir="ltr"><p dir="ltr" role="presentation"><span>First</span></p></li></ol>
<p dir="ltr"><a href="https://example.org/a" style="text-decoration:none"><span
style="color:#1155cc;font-weight:400">A link</span></a><span> ends.</span></p></b><br
class="Apple-interchange-newline">"""
FROM_DOCS = (
    '<p>"Straight" and ‘curly’ -- <strong>strong</strong>, <em>soft</em>, plain _and_ (c)</p>'
    "<ul><li><p>Hips</p><ul><li><p>Deep ones</p></li></ul></li></ul><ol><li><p>First</p></li></ol>"
    '<p><a href="https://example.org/a">A link</a> ends.</p>'
)
PASTE = """(field, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  const paste = { clipboardData, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", paste));
}"""


@pytest.fixture
def draft(live_server):
    article = make_article(live=False, introduction="", title="Which muscles does rowing use?")
    make_quote(article, heading="One", muscles=["glutes"])
    return article


@pytest.mark.parametrize(("html", "kept"), [(WORD, FROM_WORD), (DOCS, FROM_DOCS)])
def test_what_is_pasted_keeps_its_words_and_loses_its_dress(editor, draft, html, kept):
    editor.goto(form_of(draft))
    field = editor.locator("[contenteditable=true]").first
    field.click()
    field.evaluate(PASTE, html)
    expect(field).to_contain_text("ends.")
    save(editor)
    draft.refresh_from_db()
    assert re.sub(' (rel|data-type)="[a-z]+"', "", draft.introduction) == kept


def test_a_private_link_takes_one_click_and_is_copied(editor, draft, new_context, live_server):
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.goto(form_of(draft))
    effort = Effort(editor)
    effort.click(editor.get_by_role("button", name="Copy private link"))
    expect(editor.locator(".object-tools [role=status]")).to_contain_text("Copied.")
    copied = editor.evaluate("navigator.clipboard.readText()")
    assert (effort.loads, effort.clicks) == (0, 1)
    assert copied.endswith(PreviewLink.objects.get().get_absolute_url())
    reader = new_context().new_page()
    reader.goto(PreviewLink.objects.get().get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text(draft.title)
    expect(reader.get_by_label("Private page")).to_contain_text("not published")


def test_the_page_beside_the_form_follows_typing(editor, draft, axe):
    editor.goto(form_of(draft))
    editor.get_by_role("button", name="Preview", exact=True).click()
    page = editor.frame_locator(".preview iframe")
    expect(page.get_by_role("heading", level=1)).to_have_text(draft.title)
    editor.get_by_label("Title", exact=True).first.fill("A title that nobody saved")
    expect(page.get_by_role("heading", level=1)).to_have_text("A title that nobody saved")
    editor.get_by_role("button", name="Phone").click()
    editor.get_by_role("button", name="Dark").click()
    frame = editor.locator(".preview iframe")
    assert frame.evaluate("frame => frame.style.inlineSize") == "375px"
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    page.locator("html").evaluate("html => html.scrollTo({ top: 300, behavior: 'instant' })")
    editor.get_by_label("Title", exact=True).first.fill("Another title")
    expect(page.get_by_role("heading", level=1)).to_have_text("Another title")
    wait = "document.querySelector('.preview iframe').contentWindow.scrollY === 300"
    editor.wait_for_function(wait)
    axe(editor)
    editor.get_by_label("Title", exact=True).first.fill("")
    expect(editor.locator(".preview [role=status]")).to_contain_text("Title")
    expect(page.get_by_role("heading", level=1)).to_have_text("Another title")
    draft.refresh_from_db()
    assert draft.title == "Which muscles does rowing use?"


def test_a_preview_after_the_session_ended_says_so(editor, draft):
    editor.goto(form_of(draft))
    editor.context.clear_cookies(name="sessionid")
    editor.get_by_role("button", name="Preview", exact=True).click()
    expect(editor.locator(".preview [role=status]")).to_contain_text("could not be loaded")
    expect(editor.locator(".preview iframe")).to_have_count(0)
