"""A draft on the site: for whoever has its token, kept by nobody, and never for anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from api.preview.tokens import token_for
from pages.models import BasePage, HomePage
from tests.api import scenes
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    EventPageFactory,
    GuidePageFactory,
    InterviewPageFactory,
    KitPageFactory,
    VideoFactory,
)
from tests.factories.media import silence
from tests.website.reading import Read, read

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/apercu"
HEAD = "link[rel=canonical], link[rel=alternate][hreflang], script[type='application/ld+json']"
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def token_of_draft() -> str:
    """A token for a guide that is public under another title."""
    page = GuidePageFactory(title_fr="Le titre public", slug="guide", title_en="The public title", ready=["en"])
    return token_of(page, title_fr="Le titre à l’essai", title_en="The title on trial")


def token_of(page: BasePage, **texts: Any) -> str:
    """A token for a new version of a page."""
    user = get_user_model()._default_manager.create_superuser("chef", "chef@example.invalid", "mot de passe")
    for name, value in texts.items():
        setattr(page, name, value)
    page.save_revision(user=user)
    return token_for(page, user)


def test_a_token_that_is_sent_opens_the_draft_in_each_language(home: HomePage) -> None:
    token = token_of_draft()
    shown = read(ADDRESS, {"token": token})

    assert (shown.response.status_code, shown.texts("h1")) == (200, ["Le titre à l’essai"])
    assert {name: shown.response[name] for name in PRIVATE} == PRIVATE
    assert [name for name in ("Surrogate-Key", "ETag") if name in shown.response] == []
    assert [element["content"] for element in shown.tree.select("meta[name=robots]")] == ["noindex, nofollow"]
    assert shown.tree.select(f"{HEAD}, meta[property]") == []
    assert [form["action"] for form in shown.tree.select(".draft-note form")] == ["/fr/apercu", "/en/apercu", "/ar/apercu"]
    # The switch of the header cannot send a token.
    assert shown.tree.select("header .languages") == []
    assert shown.texts("title") == ["Avant publication – Le titre à l’essai · En ligne et en sécurité"]
    assert read("/en/apercu", {"token": token}).texts("h1") == ["The title on trial"]
    # Readers have what is public.
    assert read("/fr/ressources/guide").texts("h1") == ["Le titre public"]


@pytest.mark.parametrize("token", ["rien", "a" * 400, "é\0"])
def test_what_is_no_token_opens_nothing_and_says_so(home: HomePage, token: str) -> None:
    refused = read(ADDRESS, {"token": token})

    assert refused.response.status_code == 404
    assert len(refused.texts("[role=alert]")) == 1
    assert {name: refused.response[name] for name in PRIVATE} == PRIVATE


def test_an_address_opens_nothing_whatever_it_says(home: HomePage) -> None:
    token = token_of_draft()
    for address in (ADDRESS, f"{ADDRESS}?token={token}"):
        asking = read(address)
        assert (asking.response.status_code, asking.texts("h1")) == (200, ["Avant publication"])
        assert "à l’essai" not in asking.response.content.decode()
        assert {name: asking.response[name] for name in PRIVATE} == PRIVATE
        assert "Surrogate-Key" not in asking.response


# --- what is not there before a publication ----------------------------------------------------------------------------------------

OFFERED = ".copy-answer, .report, .listen audio, main a[href$='.ics'], a[href$='.zip'], track[kind=chapters]"


def offered(page: BasePage, path: str) -> tuple[list[str], list[Any], Read]:
    """What readers of a page are offered, by the name of its element; what those of its draft are; and the draft."""
    draft = read(ADDRESS, {"token": token_of(page)})
    return sorted(element.name for element in read(path).tree.select(OFFERED)), draft.tree.select(OFFERED), draft


def test_a_draft_is_not_passed_on_judged_or_heard(home: HomePage) -> None:
    page = GuidePageFactory(slug="ecoutez", audio_fr=silence("lu.ogg"))
    public, on_trial, draft = offered(page, "/fr/ressources/ecoutez")

    assert (public, on_trial) == (["audio", "section", "section"], [])
    assert len(draft.tree.select(".listen span")) == 1


def test_the_files_of_a_kit_are_there_one_by_one(home: HomePage) -> None:
    page = KitPageFactory(slug="kit", documents=[DocumentFactory(title="Diapositives")])
    public, on_trial, draft = offered(page, "/fr/ressources/kit")

    assert (public, on_trial) == (["a", "section", "section"], [])
    assert (len(draft.tree.select("[aria-labelledby=files] > p")), len(draft.tree.select("a.file"))) == (1, 1)


def test_a_meeting_is_put_into_no_calendar_yet(home: HomePage) -> None:
    public, on_trial, _draft = offered(EventPageFactory(slug="cafe"), "/fr/agenda/cafe")
    assert (public, on_trial) == (["a", "section", "section"], [])


def test_the_moments_of_an_interview_stay_on_its_page(home: HomePage) -> None:
    page = scenes.interview(1)
    public, on_trial, draft = offered(page, f"/fr/e-enfance/{page.slug}")

    assert (public, on_trial) == (["section", "section", "track"], [])
    assert draft.links(".chapters a, .asked a, .quote a, .cues a") == ["#t-0", "#t-500ms", "#t-500ms", "#t-500ms", "#t-0", "#t-500ms"]


@pytest.mark.parametrize(("count", "notes"), [(99, 0), (101, 1)])
def test_a_long_transcript_says_that_it_goes_on(home: HomePage, count: int, notes: int) -> None:
    lines = "\n\n".join(
        f"00:{second // 60:02}:{second % 60:02}.000 --> 00:{second // 60:02}:{second % 60:02}.900\nMots" for second in range(count)
    )
    film = VideoFactory(duration_ms=300_000)
    CaptionTrackFactory(video=film, webvtt=f"WEBVTT\n\n{lines}")
    draft = read(ADDRESS, {"token": token_of(InterviewPageFactory(video=film))})
    assert (len(draft.tree.select(".cues li")), len(draft.tree.select(".transcript .note"))) == (min(count, 100), notes)


def test_a_draft_of_the_start_shows_its_own_first_words(home: HomePage) -> None:
    home.hero_fr = "Bienvenue"
    home.save_revision().publish()
    home.refresh_from_db()
    screens = [read(ADDRESS, {"token": token_of(home, hero_fr="À l’essai")}), read("/fr/")]
    assert [screen.texts("h1") for screen in screens] == [["À l’essai"], ["Bienvenue"]]
