"""Preparing a parents' evening: the school and the theme, then everything in one click."""

from __future__ import annotations

import pytest

from pages.models import HomePage, KitFile, KitFileKind, KitLevel
from tests.factories import DocumentFactory, KitPageFactory, ThemeFactory
from tests.website.reading import read

pytestmark = pytest.mark.django_db

KITS = "main .kit h3"


@pytest.fixture
def kits(home: HomePage) -> None:
    """Two kits for two schools."""
    slides = [
        KitFile(kind=KitFileKind.SLIDES, language="fr", document=DocumentFactory(title="Diaporama")),
        KitFile(kind=KitFileKind.SLIDES, language="en", document=DocumentFactory(title="Slides")),
    ]
    KitPageFactory(title_fr="Téléphone", level=KitLevel.PRIMARY, minutes=75, themes=[ThemeFactory(slug="ecrans")], files=slides)
    KitPageFactory(title_fr="Vrai ou faux", level=KitLevel.LOWER_SECONDARY, title_en="True or false", ready=["en"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["True or false", "Téléphone"]),
        ("niveau=primary", ["Téléphone"]),
        ("niveau=primary&niveau=lower-secondary", ["True or false", "Téléphone"]),
        ("niveau=nonsense", ["True or false", "Téléphone"]),
        ("theme=ecrans", ["Téléphone"]),
        ("theme=ecrans&niveau=lower-secondary", []),
    ],
)
def test_each_choice_narrows(kits: None, query: str, found: list[str]) -> None:
    assert read(f"/en/soiree?{query}").texts(KITS) == found


def test_a_kit_says_what_is_in_it_and_comes_in_one_click(kits: None) -> None:
    english, french = read("/en/soiree?niveau=primary"), read("/fr/soiree?niveau=primary")

    assert english.texts("main .kit .meta li") == ["Primary school", "1 h 15", "in French"]
    assert english.texts("main .file strong") == ["Slides"]
    assert [file["hreflang"] for file in english.tree.select("main .file[hreflang]")] == []
    assert english.texts("main .kit small") == ["The whole also holds files in: French."]
    assert english.links("main .kit a.button") == french.links("main .kit a.button")
    assert english.links("main .kit a.button")[0].endswith(".zip")


def test_nothing_fits_leads_on(kits: None) -> None:
    screen = read("/en/soiree?theme=nobody")

    assert (screen.texts("#found"), screen.texts(".empty h3")) == (["0 kits"], ["No kit fits all of this"])


@pytest.mark.parametrize("count", [1, 20])
def test_the_kits_take_the_same_statements_however_many(home: HomePage, count: int) -> None:
    for _number in range(count):
        KitPageFactory(documents=[DocumentFactory()], themes=[ThemeFactory()])
    screen = read("/en/soiree")

    assert len(screen.texts(KITS)) == count
    assert len(screen.statements) == STATEMENTS


STATEMENTS = 11


def test_what_is_chosen_is_kept_when_the_language_is_changed(kits: None) -> None:
    screen = read("/en/soiree?niveau=primary&theme=ecrans")

    assert screen.links(".languages nav a") == [f"/{code}/soiree?niveau=primary&theme=ecrans" for code in ("fr", "en", "ar")]
