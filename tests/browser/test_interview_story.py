"""An editor writes an interview in two languages with captions; readers get it at once, in the right language, to the second."""

from __future__ import annotations

import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.program import page_number
from tests.running_site import ROOT, Site, wait_until

pytestmark = pytest.mark.browser

SUBRIP = """1
00:00:01,000 --> 00:00:04,000
Bonjour et bienvenue.

2
00:00:05,000 --> 00:00:09,000
Nous parlons ici du mot trampoline.
"""

INTERVIEW = """
query Interview($path: String!, $locale: Locale!) {
  page(path: $path, locale: $locale) {
    title
    locale
    isFallback
    ... on InterviewPage { chaptersUrl video { sources { url } captions { language cues { startMs text } } } }
  }
}
"""

SEARCH = """
query Search($query: String!, $locale: Locale!) { search(query: $query, locale: $locale, first: 10) { nodes { title locale } } }
"""


def upload_video(editor: Page, site: Site) -> None:
    clip = next(iter(sorted((ROOT / "pages/starter_content/media").rglob("*.webm"))))
    editor.goto(f"{site.address}/admin/snippets/pages/video/add/")
    editor.fill("[name=title_fr]", "Film d’essai")
    editor.fill("[name=title_en]", "Trial film")
    editor.set_input_files("[name=file]", str(clip))
    editor.get_by_role("button", name="piste de sous-titres").click()
    editor.select_option("[name=caption_tracks-0-language]", "fr")
    editor.set_input_files(
        "[name=caption_tracks-0-captions_file]",
        files=[{"name": "film.srt", "mimeType": "application/x-subrip", "buffer": SUBRIP.encode()}],
    )
    editor.get_by_role("button", name="Enregistrer").click()
    expect(editor.locator(".messages .success")).to_contain_text("Film d’essai")


def write_and_publish_interview(editor: Page, site: Site) -> None:
    editor.goto(f"{site.address}/admin/pages/add/pages/interviewpage/{page_number(editor, site, 'Association e-Enfance')}/")
    editor.fill("[name=title_fr]", "Un entretien d’essai")
    editor.fill("[name=summary_fr]", "Pour voir le chemin entier.")
    editor.get_by_role("tab", name="English").click()
    editor.check("[name=is_ready_en]")
    editor.fill("[name=title_en]", "A trial interview")
    editor.fill("[name=summary_en]", "To see the whole way.")
    editor.get_by_role("tab", name="Vidéo").click()
    editor.get_by_role("button", name="Choisir vidéo").click()
    editor.get_by_role("link", name="Film d’essai").first.click()
    expect(editor.get_by_text("Film d’essai").first).to_be_visible()
    editor.get_by_role("button", name="chapitre").last.click()
    editor.fill("[name=chapters-0-time_ms]", "0:05")
    editor.fill("[name=chapters-0-title_fr]", "Le trampoline")
    editor.fill("[name=chapters-0-title_en]", "The trampoline")
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.get_by_role("button", name="Publier").click()
    expect(editor.locator(".messages .success")).to_contain_text("Un entretien d’essai")


def test_from_the_form_to_the_second(editor: Page, site: Site) -> None:
    upload_video(editor, site)
    write_and_publish_interview(editor, site)

    path = "/e-enfance/un-entretien-dessai"
    french = wait_until(lambda: site.ask(INTERVIEW, path=path, locale="FR")["page"])
    assert (french["title"], french["locale"], french["isFallback"]) == ("Un entretien d’essai", "FR", False)
    english = site.ask(INTERVIEW, path=path, locale="EN")["page"]
    assert (english["title"], english["locale"], english["isFallback"]) == ("A trial interview", "EN", False)
    arabic = site.ask(INTERVIEW, path=path, locale="AR")["page"]
    assert (arabic["title"], arabic["locale"], arabic["isFallback"]) == ("Un entretien d’essai", "FR", True)
    assert [cue["text"] for cue in french["video"]["captions"][0]["cues"]] == [
        "Bonjour et bienvenue.",
        "Nous parlons ici du mot trampoline.",
    ]

    found = wait_until(lambda: site.ask(SEARCH, query="trampoline", locale="FR")["search"]["nodes"])
    assert found == [{"title": "Un entretien d’essai", "locale": "FR"}]

    assert seek_to_first_chapter(editor, site, french) == 5


def seek_to_first_chapter(page: Page, site: Site, interview: dict[str, Any]) -> float:
    """Plays the video at its first chapter, as a front end would; the second at which the picture stands."""
    source = site.address + interview["video"]["sources"][0]["url"]
    part = urllib.request.Request(source, headers={"Range": "bytes=0-99"})
    with urllib.request.urlopen(part) as response:
        assert response.status == 206
        assert len(response.read()) == 100
    page.goto(f"{site.address}/healthz")
    return page.evaluate(
        """async ([source, chapters]) => {
            const video = document.createElement("video");
            video.muted = true;
            video.src = source;
            const track = document.createElement("track");
            track.kind = "chapters";
            track.src = chapters;
            track.default = true;
            video.append(track);
            document.body.append(video);
            track.track.mode = "hidden";
            await Promise.all([
                new Promise((done, fail) => { track.onload = done; track.onerror = fail; }),
                new Promise((done, fail) => { video.onloadedmetadata = done; video.onerror = fail; }),
            ]);
            const [chapter] = track.track.cues;
            await new Promise((done) => { video.onseeked = done; video.currentTime = chapter.startTime; });
            return video.currentTime;
        }""",
        [source, site.address + interview["chaptersUrl"]],
    )
