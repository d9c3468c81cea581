"""Who reads and edits the glossary, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import GlossaryTerm
from editorial.setting_up import set_up
from editorial.translation.first_words import NOTES, WORDS
from tests.editorial.conftest import Club, live_page_of, translator

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]
LIST = "wagtailsnippets_editorial_glossaryterm:list"
ADD = "wagtailsnippets_editorial_glossaryterm:add"


def edit(term: GlossaryTerm, name: str = "edit") -> str:
    return reverse(f"wagtailsnippets_editorial_glossaryterm:{name}", args=[term.pk])


def test_it_begins_with_words_in_both_languages_and_what_is_there_stays(club: Club) -> None:
    assert GlossaryTerm.objects.get(language="ar", term="harcèlement").translation == "تنمّر"
    assert GlossaryTerm.objects.count() == 2 * len(WORDS)
    assert GlossaryTerm.objects.exclude(note="").count() == len(NOTES)
    GlossaryTerm.objects.exclude(language="ar", term="écran").delete()
    set_up(lambda _line: None)
    assert list(GlossaryTerm.objects.values_list("language", "term")) == [("ar", "écran")]


def test_translators_edit_the_words_of_their_language_alone(club: Club, browser: Browser) -> None:
    english, arabic = GlossaryTerm.objects.get(language="en", term="écran"), GlossaryTerm.objects.get(language="ar", term="écran")
    amina = browser(translator("amina", club.unaf.space, "ar"))
    assert amina.get(reverse(LIST)).status_code == 200
    sent = {"term": "écran", "translation": "الشاشة", "note": ""}
    amina.post(edit(arabic), {**sent, "language": "ar"})
    assert GlossaryTerm.objects.get(pk=arabic.pk).translation == "الشاشة"
    amina.post(edit(arabic), {**sent, "language": "en"})
    assert GlossaryTerm.objects.get(pk=arabic.pk).language == "ar"
    for answer in (
        amina.get(edit(english)),
        amina.post(edit(english), {**sent, "language": "ar"}),
        amina.post(edit(english, "delete")),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert GlossaryTerm.objects.filter(pk=english.pk, language="en", translation="screen").exists()
    amina.post(reverse(ADD), {**sent, "language": "en", "term": "souris"})
    assert GlossaryTerm.objects.filter(term="souris").count() == 0
    amina.post(reverse(ADD), {**sent, "language": "ar", "term": "souris"})
    assert list(GlossaryTerm.objects.filter(term="souris").values_list("language", flat=True)) == ["ar"]
    bulk = f"/admin/bulk/editorial/glossaryterm/delete/?id={english.pk}&id={arabic.pk}"
    amina.post(bulk)
    assert (GlossaryTerm.objects.filter(pk=english.pk).count(), GlossaryTerm.objects.filter(pk=arabic.pk).count()) == (1, 0)


def test_the_coordination_edits_all_of_it_and_the_associations_read(club: Club, browser: Browser) -> None:
    english = GlossaryTerm.objects.get(language="en", term="écran")
    sent = {"language": "en", "term": "écran", "translation": "the screen", "note": ""}
    for user in (club.enfance.editor, club.unaf.publisher):
        reader = browser(user)
        assert (reader.get(reverse(LIST)).status_code, reader.get(edit(english, "inspect")).status_code) == (200, 200)
        assert reader.post(edit(english), sent).status_code == 302
        assert GlossaryTerm.objects.get(pk=english.pk).translation == "screen"
    browser(club.coordination.publisher).post(edit(english), sent)
    assert GlossaryTerm.objects.get(pk=english.pk).translation == "the screen"


def test_the_editor_of_a_page_leads_to_its_translations(club: Club, browser: Browser) -> None:
    page = live_page_of(club.enfance, "Le sommeil", title_en="Sleep", summary_en="Short")
    html = browser(club.enfance.editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Traduire\u00a0: Arabe (2)" in html
    assert ("Traduire\u00a0: Anglais" in html, "Traduire\u00a0: Anglais (" in html) == (True, False)
    amina = browser(translator("amina", club.enfance.space, "ar"))
    html = amina.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert ("Traduire\u00a0: Arabe (2)" in html, "Traduire\u00a0: Anglais" in html) == (True, False)
