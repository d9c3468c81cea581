"""An editor mends captions beside the player, with the keyboard; readers get what was written back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.running_site import ROOT, Site

pytestmark = pytest.mark.browser

SUBRIP = """1
00:00:01,000 --> 00:00:03,000
Bonjour à tous. Bienvenue <ici>.

2
00:00:04,000 --> 00:00:05,000
مرحبا بكم
"""

WRITTEN = """WEBVTT

00:02.000 --> 00:02.968
<v Zoé>Bonjour à tous.

00:02.968 --> 00:04.000
Bienvenue &lt;ici&gt;.

00:05.000 --> 00:06.000
مرحبا بكم
"""


def test_captions_are_mended_told_and_edited_with_the_keyboard(editor: Page, site: Site) -> None:
    clip = ROOT / "pages/starter_content/media/clips/contenu-genere.webm"
    editor.goto(f"{site.address}/admin/snippets/pages/video/add/")
    editor.fill("[name=title_fr]", "Film à sous-titrer")
    editor.set_input_files("[name=file]", str(clip))
    editor.get_by_role("button", name="piste de sous-titres").click()
    editor.select_option("[name=caption_tracks-0-language]", "fr")
    editor.set_input_files(
        "[name=caption_tracks-0-captions_file]",
        files=[{"name": "film.srt", "mimeType": "application/x-subrip", "buffer": SUBRIP.replace("\n", "\r\n").encode()}],
    )
    editor.get_by_role("button", name="Enregistrer").click()
    expect(editor.locator(".messages")).to_contain_text("Film à sous-titrer")
    editor.goto(f"{site.address}/admin/snippets/pages/video/?q=sous-titrer")
    editor.locator("table a[href*='/edit/']").first.click()

    editor.get_by_role("button", name="Modifier les sous-titres").click()
    panel = editor.locator(".cue-editor")
    expect(panel.locator("video")).to_have_attribute("src", re.compile(r"/admin/media/videos/"))
    words = panel.locator(".cue-editor__words")
    expect(words).to_have_count(2)
    panel.locator(".cue-editor__shift").fill("1000")
    panel.get_by_role("button", name="Décaler").click()
    words.first.focus()
    editor.keyboard.press("Control+Home")
    for _letter in "Bonjour à tous.":
        editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Control+Enter")
    expect(words).to_have_count(3)
    expect(words.nth(1)).to_be_focused()
    panel.get_by_label("Qui parle").first.fill("Zoé")
    source = editor.locator("[name=caption_tracks-0-webvtt]")
    expect(source).to_have_value(WRITTEN)
    assert words.nth(2).evaluate("words => getComputedStyle(words).direction") == "rtl"
    words.nth(1).focus()
    editor.keyboard.press("Alt+j")
    expect(words).to_have_count(2)
    editor.get_by_role("button", name="Enregistrer").click()
    expect(editor.locator(".messages .success")).to_contain_text("Film à sous-titrer")
