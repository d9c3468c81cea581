"""No two siblings share an address in any language: drafts are refused it, publication finds another, moves do not begin."""

from __future__ import annotations

import logging

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pages import languages, models
from pages.paths import current_paths, refresh_all_paths, rows_at
from tests.factories import GuidePageFactory, ResourceIndexPageFactory, StandardPageFactory


@pytest.fixture
def section(home: models.HomePage) -> models.ResourceIndexPage:
    return ResourceIndexPageFactory(slug="ressources")


@pytest.fixture
def guide(section: models.BasePage) -> models.GuidePage:
    return GuidePageFactory(parent=section, slug="harcelement", address_en="bullying")


def rows() -> list[dict[str, object]]:
    return [*models.BasePage.objects.order_by("pk").values(), *models.PagePath.objects.order_by("pk").values()]


def addresses(page: models.BasePage) -> dict[str, str]:
    stored = models.BasePage.objects.get(pk=page.pk)
    return {code: languages.effective_address(stored, code) for code in languages.codes()}


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "pages.addresses"]


def test_a_page_published_by_a_script_gets_free_addresses_and_a_warning(
    section: models.BasePage, guide: models.GuidePage, caplog: pytest.LogCaptureFixture
) -> None:
    GuidePageFactory(parent=section, slug="bullying-2")
    page = GuidePageFactory(parent=section, slug="harcelement", address_en="bullying", address_ar="تنمر")
    assert addresses(page) == {"fr": "harcelement-2", "en": "bullying-3", "ar": "تنمر"}
    assert messages(caplog) == [
        "The address “harcelement” [fr] was taken: page (new) answers at “harcelement-2”.",
        "The address “bullying” [en] was taken: page (new) answers at “bullying-3”.",
    ]


def test_a_fallback_counts_as_an_address(section: models.BasePage, guide: models.GuidePage) -> None:
    page = GuidePageFactory(parent=section, slug="bullying")
    assert addresses(page) == {"fr": "bullying", "en": "bullying-2", "ar": "bullying"}


def test_what_the_website_answers_itself_is_taken_right_below_the_start_and_free_further_down(
    home: models.HomePage, caplog: pytest.LogCaptureFixture
) -> None:
    section = ResourceIndexPageFactory(slug="themes", address_en="aide")
    page = GuidePageFactory(parent=section, slug="recherche", address_en="aide")
    assert addresses(section) == {"fr": "themes-2", "en": "aide-2", "ar": "themes-2"}
    assert addresses(page) == {"fr": "recherche", "en": "aide", "ar": "recherche"}
    assert messages(caplog) == [
        "The address “themes” [fr] was taken: page (new) answers at “themes-2”.",
        "The address “aide” [en] was taken: page (new) answers at “aide-2”.",
    ]

    draft = StandardPageFactory(parent=home, slug="brouillon", live=False)
    draft.slug, draft.address_ar = "numeros", "soiree"
    before = rows()
    with pytest.raises(ValidationError) as refusal, translation.override("en"):
        draft.save()
    assert sorted(refusal.value.message_dict) == ["address_ar", "address_en", "slug"]
    assert rows() == before


def test_a_free_address_is_left_alone_without_a_word(guide: models.GuidePage, caplog: pytest.LogCaptureFixture) -> None:
    guide.save()
    assert (addresses(guide), messages(caplog)) == ({"fr": "harcelement", "en": "bullying", "ar": "harcelement"}, [])


def test_a_draft_is_refused_the_address_of_a_sibling(section: models.BasePage, guide: models.GuidePage) -> None:
    draft = GuidePageFactory(parent=section, slug="brouillon", live=False)
    draft.address_en, draft.address_ar = "bullying", "harcelement"
    before = rows()
    with pytest.raises(ValidationError) as refusal, translation.override("en"):
        draft.save()
    assert sorted(refusal.value.message_dict) == ["address_ar", "address_en"]
    assert rows() == before


def test_a_new_draft_with_the_slug_of_a_sibling_is_refused_and_leaves_the_tree_as_it_was(
    section: models.BasePage, guide: models.GuidePage
) -> None:
    before = rows()
    with pytest.raises(ValidationError) as refusal:
        GuidePageFactory(parent=section, slug="harcelement", live=False)
    assert list(refusal.value.message_dict) == ["slug"]
    assert rows() == before


@pytest.mark.parametrize("live", [True, False])
def test_a_move_onto_a_taken_address_does_not_begin(live: bool, guide: models.GuidePage) -> None:
    elsewhere = ResourceIndexPageFactory(slug="autres")
    GuidePageFactory(parent=elsewhere, slug="bullying", live=live)
    elsewhere.refresh_from_db()
    before = rows()
    with pytest.raises(ValidationError) as refusal:
        guide.move(elsewhere, pos="last-child")
    assert list(refusal.value.message_dict) == ["address_en"]
    assert rows() == before


def test_a_move_onto_a_taken_slug_does_not_begin(guide: models.GuidePage) -> None:
    elsewhere = ResourceIndexPageFactory(slug="autres")
    GuidePageFactory(parent=elsewhere, slug="harcelement")
    elsewhere.refresh_from_db()
    before = rows()
    with pytest.raises(ValidationError) as refusal:
        guide.move(elsewhere, pos="last-child")
    assert sorted(refusal.value.message_dict) == ["address_ar", "slug"]
    assert rows() == before


def test_an_alias_is_refused(guide: models.GuidePage) -> None:
    before = rows()
    with pytest.raises(ValidationError):
        guide.create_alias(update_slug="alias")
    assert rows() == before


def test_addresses_are_written_composed(section: models.BasePage) -> None:
    page = GuidePageFactory(parent=section, slug="e\u0301te\u0301", address_ar="e\u0301")
    stored = models.BasePage.objects.get(pk=page.pk)
    assert (stored.slug, languages.own_address(stored, "ar"), languages.own_address(stored, "en")) == ("été", "é", "")
    assert current_paths([page.pk])[page.pk] == {"fr": "/ressources/été", "en": "/ressources/été", "ar": "/ressources/é"}
    assert rows_at("/ressources/e\u0301te\u0301/", "fr").first().page_id == page.pk


def test_the_slug_made_of_a_title_is_free_in_every_language(section: models.BasePage, guide: models.GuidePage) -> None:
    page = GuidePageFactory(parent=section, title_fr="Bullying", slug="")
    assert addresses(page) == {"fr": "bullying", "en": "bullying-2", "ar": "bullying"}


def test_a_renamed_draft_renames_the_live_pages_below_it(home: models.HomePage) -> None:
    draft = StandardPageFactory(slug="avant", live=False)
    below = StandardPageFactory(parent=draft, slug="page")
    draft.refresh_from_db()
    draft.slug, draft.address_en = "apres", "after"
    draft.save()
    assert current_paths([draft.pk, below.pk]) == {below.pk: {"fr": "/apres/page", "en": "/after/page", "ar": "/apres/page"}}
    assert rows_at("/avant/page", "fr").first().page_id == below.pk


def test_a_path_taken_by_another_page_is_no_longer_the_old_ones(section: models.BasePage, guide: models.GuidePage) -> None:
    guide.slug = "autre"
    guide.save()
    assert rows_at("/ressources/harcelement", "fr").first().page_id == guide.pk
    other = GuidePageFactory(parent=section, slug="harcelement")
    assert {row.page_id for row in rows_at("/ressources/harcelement", "fr")} == {other.pk}
    other.delete()
    assert list(rows_at("/ressources/harcelement", "fr")) == []


def test_two_pages_exchange_their_addresses(section: models.BasePage) -> None:
    first, second = (GuidePageFactory(parent=section, slug=slug) for slug in ("un", "deux"))
    for page, slug in ((first, "trois"), (second, "un"), (first, "deux")):
        page.slug = slug
        page.save()
    assert {pk: paths["fr"] for pk, paths in current_paths([first.pk, second.pk]).items()} == {
        first.pk: "/ressources/deux",
        second.pk: "/ressources/un",
    }
    assert rows_at("/ressources/trois", "fr").first().page_id == first.pk


def test_a_bypass_is_brought_back_in_step(guide: models.GuidePage, section: models.BasePage) -> None:
    models.BasePage.objects.filter(pk=section.pk).update(slug="tout", address_en="all")
    assert refresh_all_paths() == {section.pk, guide.pk}
    assert current_paths([guide.pk])[guide.pk] == {"fr": "/tout/harcelement", "en": "/all/bullying", "ar": "/tout/harcelement"}
    assert refresh_all_paths() == set()


def test_the_language_asked_comes_first_then_french_then_any(section: models.BasePage) -> None:
    english = GuidePageFactory(parent=section, slug="anglais", address_en="partage")
    arabic = GuidePageFactory(parent=section, slug="arabe", address_ar="partage")
    french = GuidePageFactory(parent=section, slug="partage", address_en="autre-en", address_ar="autre-ar")
    found = {code: rows_at("/ressources/partage", code).first().page_id for code in ("fr", "en", "ar", "xx")}
    assert found == {"fr": french.pk, "en": english.pk, "ar": arabic.pk, "xx": french.pk}


@pytest.fixture(autouse=True)
def _warnings(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="pages.addresses")
