"""The share kit of an edition: what is in it, that it is the same whenever it is asked for, and who gets it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from pages.drawing.lettering import Face, Run, can_set, lines_of
from pages.models import EditionContent, EditionPage, EditionPartner
from pages.short_links import code_for
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of
from tests.factories import EditionPageFactory, ImageFactory, OrganisationFactory, private_collection, save_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(club: Club) -> EditionPage:
    """A public edition in French and Arabic, with a public page, a draft, and a partner with a logo."""
    page = club.edition
    page.title_fr, page.title_ar, page.summary_fr, page.summary_ar = (
        "Harcèlement en ligne",
        "التنمّر",
        "Ce que l’on peut faire.",
        "ما يمكن فعله",
    )
    page.is_ready_ar, page.number = True, 1
    page.organisation = club.unaf.organisation
    page.contents = [
        EditionContent(page=live_page_of(club.enfance, "Un guide")),
        EditionContent(page=draft_of(club.enfance, "CANARI")),
    ]
    page.partners = [EditionPartner(organisation=OrganisationFactory(short_name="Mécène", logo=ImageFactory(title="Logo")))]
    save_released(page)
    return fresh(page)  # type: ignore[no-any-return]


def kit(client: Client, edition: EditionPage) -> Any:
    return client.get(reverse("editorial_share_kit_zip", args=[edition.pk]))


def files(answer: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


IMAGES = {"square-1080x1080": (1080, 1080), "landscape-1200x630": (1200, 630), "story-1080x1920": (1080, 1920)}


def test_it_holds_images_texts_and_codes_in_each_language_that_is_ready(
    club: Club, edition: EditionPage, browser: Callable[[Any], Client]
) -> None:
    answer = kit(browser(club.unaf.editor), edition)
    assert (answer.status_code, answer["Content-Disposition"]) == (200, 'attachment; filename="kit-1-edition.zip"')
    assert answer["Content-Type"] == "application/zip"
    assert {"private", "no-store"} <= {said.strip() for said in answer["Cache-Control"].split(",")}
    held = files(answer)
    assert list(held) == [
        "LISEZ-MOI.txt",
        *(
            name
            for code in ("fr", "ar")
            for name in (
                *(f"images/{code}-{shape}.png" for shape in IMAGES),
                *(f"textes/{code}-{length}.txt" for length in ("short", "medium", "long")),
                *(f"qr/{code}.{form}" for form in ("svg", "png")),
            )
        ),
    ]
    for shape, size in IMAGES.items():
        with Image.open(io.BytesIO(held[f"images/ar-{shape}.png"])) as image:
            assert (image.format, image.size) == ("PNG", size)


def test_the_texts_word_for_word(club: Club, edition: EditionPage, browser: Callable[[Any], Client], settings: Any) -> None:
    held = files(kit(browser(club.unaf.editor), edition))
    link = f"{settings.PUBLIC_URL}/r/{code_for(edition.translation_key, 'fr')}"
    assert held["textes/fr-short.txt"].decode() == f"Harcèlement en ligne\n{link}\n"
    assert held["textes/fr-medium.txt"].decode() == f"Ce que l’on peut faire.\n\n{link}\n"
    assert held["textes/fr-long.txt"].decode() == (
        "Le Club des Parents Connectés · Édition n° 1\n\nHarcèlement en ligne\n\nCe que l’on peut faire.\n\n"
        f"• Un guide\n\nÀ lire ici\N{NO-BREAK SPACE}: {link}\n\nUNAF, Mécène\n"
    )
    assert held["LISEZ-MOI.txt"].decode().splitlines()[0] == "Harcèlement en ligne · Édition n° 1"
    assert "CANARI" not in "".join(content.decode() for name, content in held.items() if name.endswith(".txt"))


def test_the_same_edition_gives_the_same_bytes(club: Club, edition: EditionPage, browser: Callable[[Any], Client]) -> None:
    assert kit(browser(club.unaf.editor), edition).content == kit(browser(club.enfance.editor), edition).content


def test_an_emoji_of_the_title_is_in_the_texts_and_leaves_no_trace_in_the_images(
    club: Club, edition: EditionPage, browser: Callable[[Any], Client]
) -> None:
    without = files(kit(browser(club.unaf.editor), edition))
    edition.title_fr = "Harcèlement 📱 en ligne"
    save_released(edition)
    held = files(kit(browser(club.unaf.editor), fresh(edition)))
    assert [name for name in held if name.endswith(".png") and held[name] != without[name]] == []
    assert held["textes/fr-short.txt"].decode().splitlines()[0] == "Harcèlement 📱 en ligne"


def test_the_logo_of_a_partner_shows_and_a_private_one_does_not(club: Club, edition: EditionPage, browser: Callable[[Any], Client]) -> None:
    client, name = browser(club.unaf.editor), "images/fr-square-1080x1080.png"
    shown = files(kit(client, edition))[name]
    logo = edition.partners.get().organisation.logo
    logo.collection = private_collection()
    logo.save()
    hidden = files(kit(client, edition))[name]
    edition.partners.get().organisation.logo.delete()
    assert hidden != shown
    assert files(kit(client, edition))[name] == hidden


def test_a_draft_gives_a_marked_kit_to_those_whose_business_it_is(club: Club, browser: Callable[[Any], Client]) -> None:
    index = club.edition.get_parent()
    draft = EditionPageFactory(parent=index, title_fr="Bientôt", slug="bientot", number=2, live=False, organisation=None)
    draft.save_revision()
    for refused in (club.enfance.publisher, club.unaf.editor):
        assert kit(browser(refused), draft).status_code == 302
        assert browser(refused).get(reverse("editorial_share_kit", args=[draft.pk])).status_code == 302
    client = browser(club.coordination.publisher)
    answer = kit(client, draft)
    assert answer["Content-Disposition"] == 'attachment; filename="kit-2-bientot-avant-publication.zip"'
    held = files(answer)
    assert "AVANT PUBLICATION" in held["LISEZ-MOI.txt"].decode()
    assert all(held[f"textes/fr-{length}.txt"].decode().startswith("[Avant publication]\n\n") for length in ("short", "medium", "long"))
    assert "Avant publication" in client.get(reverse("editorial_share_kit", args=[draft.pk])).content.decode()


def test_the_screen_shows_it_and_the_editor_leads_there(club: Club, edition: EditionPage, browser: Callable[[Any], Client]) -> None:
    client, screen = browser(club.coordination.publisher), reverse("editorial_share_kit", args=[edition.pk])
    assert screen in client.get(reverse("wagtailadmin_pages:edit", args=[edition.pk])).content.decode()
    shown = client.get(screen).content.decode()
    for address in (
        reverse("editorial_share_kit_zip", args=[edition.pk]),
        *(reverse("editorial_share_kit_image", args=[edition.pk, "ar", shape]) for shape in ("square", "landscape", "story")),
    ):
        assert address in shown
        assert client.get(address).status_code == 200
    for nothing in (["en", "square"], ["fr", "round"]):
        assert client.get(reverse("editorial_share_kit_image", args=[edition.pk, *nothing])).status_code == 404


def test_a_page_that_is_no_edition_has_none(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_page_of(club.enfance, "Page")
    client = browser(club.enfance.publisher)
    assert client.get(reverse("editorial_share_kit", args=[page.pk])).status_code == 404
    assert "share-kit" not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


@pytest.mark.parametrize("name", ["share_kit", "share_kit_zip"])
def test_a_number_that_no_table_holds_is_no_edition(club: Club, browser: Callable[[Any], Client], name: str) -> None:
    assert browser(club.unaf.editor).get(reverse(f"editorial_{name}", args=[int("9" * 30)])).status_code == 404


def test_arabic_is_set_with_names_in_their_own_letters() -> None:
    face = Face("ar", is_bold=True)
    assert can_set("ar")
    assert face.runs("اتصلوا 3018 مع e-Enfance UNAF الآن") == [
        Run("اتصلوا 3018 مع", is_arabic=True),
        Run("e-Enfance UNAF", is_arabic=False),
        Run("الآن", is_arabic=True),
    ]
    assert lines_of(Face("fr", is_bold=False), "un deux trois", 100, 300) == ["un", "deux", "trois"]
