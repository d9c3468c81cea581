"""The interface's texts are extracted, translated and compiled without a system tool."""

import gettext
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import get_language, override
from django.utils.translation import gettext as translated
from pytest_django.fixtures import Settings

from cms import catalogues

SOURCE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
title = _("Helpline")
count = ngettext("%(n)d page", "%(n)d pages", 2)
month = pgettext("month", "May")
name = f"not a text {title}"
"""
TEMPLATE = """{% load i18n %}
{% if page %}<p>{% translate "Published" %}
  {% blocktranslate trimmed count n=pages %}
    One {{ n }} change
  {% plural %}
    {{ n }} changes
  {% endblocktranslate %}</p>
{% endif %}"""


@pytest.fixture
def room(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one room, with its texts in a module and a template."""
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "texts.py").write_text(SOURCE)
    (room / "templates" / "page.html").write_text(TEMPLATE)
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locales"]
    monkeypatch.setattr(catalogues, "_sources", lambda only: [] if only else [room / "templates" / "page.html", room / "texts.py"])
    return room


def translate(**translations: str) -> None:
    """Writes French translations into the catalogue, as a person would."""
    file = catalogues.catalogue_file("fr")
    content = file.read_text()
    for text, translation in translations.items():
        content = content.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{translation}"')
    file.write_text(content)


@pytest.mark.usefixtures("room")
def test_texts_of_modules_and_templates_are_found() -> None:
    texts = {(message.id, message.context) for message in catalogues.extract_texts() if message.id}
    assert texts == {
        ("Helpline", None),
        (("%(n)d page", "%(n)d pages"), None),
        ("May", "month"),
        ("Published", None),
        (("One %(n)s change", "%(n)s changes"), None),
    }


def test_a_language_of_readers_alone_has_the_texts_of_the_website_and_no_other() -> None:
    rooms = {place.split("/")[0] for message in catalogues.extract_texts("ar") for place, _line in message.locations}
    assert rooms == {"website"}
    assert {message.id for message in catalogues.extract_texts("ar")} < {message.id for message in catalogues.extract_texts("fr")}


@pytest.mark.usefixtures("room")
def test_extracting_again_changes_nothing() -> None:
    assert [file.parent.parent.name for file in catalogues.update_catalogues()] == ["fr", "en", "ar"]
    assert catalogues.update_catalogues() == []


def test_a_translation_survives_a_new_text_and_goes_with_its_text(room: Path) -> None:
    catalogues.update_catalogues()
    translate(Helpline="Numéro d’aide", Published="Publié")
    (room / "texts.py").write_text('from django.utils.translation import gettext as _\n_("Helpline"); _("Video")\n')
    catalogues.update_catalogues()
    french = catalogues.catalogue_file("fr").read_text()
    assert 'msgid "Helpline"\nmsgstr "Numéro d’aide"' in french
    assert 'msgid "Video"\nmsgstr ""' in french
    assert "May" not in french


@pytest.mark.usefixtures("room")
def test_a_compiled_catalogue_speaks_and_is_compiled_again_when_it_is_older() -> None:
    catalogues.update_catalogues()
    translate(Helpline="Numéro d’aide")
    assert [file.parent.parent.name for file in catalogues.compile_catalogues()] == ["fr", "en", "ar"]
    with catalogues.catalogue_file("fr", ".mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Helpline") == "Numéro d’aide"
    assert catalogues.stale_catalogues() == []
    compiled = catalogues.catalogue_file("fr", ".mo").stat()
    os.utime(catalogues.catalogue_file("fr"), ns=(compiled.st_mtime_ns + 1, compiled.st_mtime_ns + 1))
    assert catalogues.stale_catalogues() == ["fr"]


@pytest.mark.usefixtures("room")
def test_whoever_compiles_speaks_by_what_is_compiled_from_then_on() -> None:
    catalogues.update_catalogues()
    translate(Helpline="Numéro d’aide")
    with override("fr"):
        # What a first start has read before: there was nothing.
        assert translated("Helpline") == "Helpline"
        catalogues.compile_catalogues()
        assert (translated("Helpline"), get_language()) == ("Numéro d’aide", "fr")


def test_what_is_missing_untranslated_gone_or_broken_is_named(room: Path) -> None:
    catalogues.update_catalogues()
    translate(Helpline="Numéro d’aide", Published="Publié")
    (room / "texts.py").write_text('from django.utils.translation import gettext as _\n_("Helpline"); _("Video"); _("%(n)d minutes")\n')
    (room / "templates" / "page.html").write_text("")
    english = [problem for problem in catalogues.problems() if problem.startswith("en")]
    assert english[:2] == [
        "en: 'Video' (room/texts.py) is missing: run `make messages`.",
        "en: '%(n)d minutes' (room/texts.py) is missing: run `make messages`.",
    ]
    assert "en: 'Published' is no longer in the code: run `make messages`." in english
    catalogues.update_catalogues()
    translate(**{"%(n)d minutes": "%(n)s minutes"})
    assert list(catalogues.problems()) == [
        "fr: 'Video' (room/texts.py) is not translated.",
        "fr: '%(n)d minutes': incompatible format for placeholder 'n': 's' and 'd' are not compatible",
    ]


def test_the_check_fails_on_a_text_without_translation_and_changes_nothing(room: Path) -> None:
    catalogues.update_catalogues()
    (room / "texts.py").write_text('from django.utils.translation import gettext as _\n_("Video")\n')
    before = catalogues.catalogue_file("fr").read_bytes()
    with pytest.raises(CommandError, match=r"fr: 'Video' \(room/texts\.py\) is missing"):
        call_command("messages", check=True)
    assert catalogues.catalogue_file("fr").read_bytes() == before
