"""The order of the alphabet: what a key leaves out, and that keys follow the names by whatever road these come."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from pages.alphabet import refresh_keys, sort_key
from pages.journal.sweep import sweep
from pages.models import GuidePage, HomePage, SortKey, Theme
from tests.factories import GuidePageFactory, ImageFactory, PersonFactory, ThemeFactory


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Élodie", "elodie"),
        ("L’école « à la maison »", "l ecole a la maison"),
        ("l'école", "l ecole"),
        ("  Œuvre—Æthel ", "oeuvre aethel"),
        ("STRASSE Straße", "strasse strasse"),
        ("Édition n° 2", "edition n 00000002"),
        ("6e / 5e", "00000006e 00000005e"),
        ("١٢ سنة", "00000012 سنة"),
        ("أحمد آمال إيمان", "احمد امال ايمان"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("…", ""),
        ("a\0b", "a b"),
    ],
)
def test_a_key_keeps_what_people_sort_by(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_composed_and_decomposed_letters_have_one_key() -> None:
    assert sort_key("e\u0301te\u0301") == sort_key("\u00e9t\u00e9") == "ete"


def test_numbers_sort_by_their_size() -> None:
    assert sorted(["Édition 10", "édition 9", "Edition 100"], key=sort_key) == ["édition 9", "Édition 10", "Edition 100"]


def keys(kind: str, pk: int) -> dict[str, str]:
    return dict(SortKey.objects.filter(kind=kind, object_id=pk).values_list("language", "key"))


def test_a_record_has_the_key_of_the_name_it_is_answered_with(db: None) -> None:
    theme = ThemeFactory(name_fr="Écrans", name_en="Screens")
    assert keys("theme", theme.pk) == {"fr": "ecrans", "en": "screens", "ar": "ecrans"}

    theme.name_fr, theme.name_en, theme.name_ar = "Jeux", "", "ألعاب"
    theme.save()
    assert keys("theme", theme.pk) == {"fr": "jeux", "en": "jeux", "ar": "العاب"}

    pk = theme.pk
    theme.delete()
    assert keys("theme", pk) == {}


def test_a_page_has_a_key_for_each_title_it_has(home: HomePage) -> None:
    page = GuidePageFactory(title_fr="Été", title_en="Summer", slug="ete")
    assert keys("page", page.pk) == {"fr": "ete", "en": "summer"}

    page.title_en = ""
    page.save()
    assert keys("page", page.pk) == {"fr": "ete"}

    pk = page.pk
    page.delete()
    assert keys("page", pk) == {}


def test_the_title_of_a_draft_gives_no_key(home: HomePage) -> None:
    page = GuidePageFactory(title_fr="Public")
    draft = GuidePage.objects.get(pk=page.pk)
    draft.title_fr = "Brouillon"
    draft.save_revision()
    assert keys("page", page.pk) == {"fr": "public"}


def test_what_is_not_listed_by_name_has_no_key(db: None) -> None:
    ImageFactory()
    assert not SortKey.objects.filter(kind="image").exists()


def test_a_sweep_mends_what_a_bypass_left(home: HomePage) -> None:
    page, theme, person, gone = (
        GuidePageFactory(title_fr="A"),
        ThemeFactory(name_fr="A"),
        PersonFactory(display_name_fr="A"),
        ThemeFactory(),
    )
    GuidePage.objects.filter(pk=page.pk).update(title_fr="B")
    Theme.objects.filter(pk=theme.pk).update(name_fr="B")
    SortKey.objects.filter(kind="person", object_id=person.pk).delete()
    Theme.objects.filter(pk=gone.pk)._raw_delete("default")

    sweep()

    assert keys("page", page.pk) == {"fr": "b"}
    assert keys("theme", theme.pk) == dict.fromkeys(("fr", "en", "ar"), "b")
    assert keys("person", person.pk) == dict.fromkeys(("fr", "en", "ar"), "a")
    assert keys("theme", gone.pk) == {}


def test_keys_in_step_are_not_written_again(db: None, django_assert_num_queries: object) -> None:
    themes = [ThemeFactory() for _ in range(3)]
    before = list(SortKey.objects.order_by("pk").values())
    with django_assert_num_queries(2):  # type: ignore[operator]
        refresh_keys("theme", [theme.pk for theme in themes])
    assert list(SortKey.objects.order_by("pk").values()) == before


def test_what_was_there_before_keys_were_kept_gets_the_same_ones(home: HomePage) -> None:
    GuidePageFactory(title_fr="Été", title_en="Summer")
    ThemeFactory(name_fr="Écrans", name_en="Screens")
    PersonFactory(display_name_fr="Zoé")
    kept = set(SortKey.objects.values_list("kind", "object_id", "language", "key"))
    SortKey.objects.all().delete()

    import_module("pages.migrations.0012_sort_keys").fill(apps, None)

    assert set(SortKey.objects.values_list("kind", "object_id", "language", "key")) == kept
