"""Lists of the catalogue's records, through the admin: ticked or written one per line, refused where they are wrong, and never lost."""

from __future__ import annotations

import pytest
from django.test import Client

from pages import models
from tests.factories import AgeBandFactory, HelplineFactory
from tests.pages.admin.screens import errors, open_screen, rows, soup
from tests.pages.admin.test_records import add, address, edit


@pytest.fixture
def line(home: models.HomePage) -> models.Helpline:
    return HelplineFactory(number_short="3018", languages_spoken=["fr", "ln"], supersedes=["0800 200 000", "3020"])


def test_a_form_sent_as_it_was_shown_changes_nothing(line: models.Helpline, editor: Client) -> None:
    shown = open_screen(editor, address(models.Helpline, "edit", line.pk))
    # A language that the form does not offer of itself stands there all the same.
    assert (shown["languages_spoken"], shown["supersedes"]) == (["fr", "ln"], "0800 200 000\n3020")
    assert edit(editor, line).status_code == 302
    line.refresh_from_db()
    assert (line.languages_spoken, line.supersedes) == (["fr", "ln"], ["0800 200 000", "3020"])


def test_languages_are_ticked_by_name(line: models.Helpline, admin_client: Client) -> None:
    screen = soup(admin_client.get(address(models.Helpline, "edit", line.pk)))
    boxes = screen.select("input[type=checkbox][name=languages_spoken]")
    assert [str(box["value"]) for box in boxes[:4]] == ["fr", "en", "ar", "es"]
    assert [str(box.parent.text).strip() for box in boxes[:4]] == ["Français", "Anglais", "Arabe", "Espagnol"]
    assert str(boxes[-1]["value"]) == "ln"


def test_what_is_ticked_and_written_is_stored_in_order_and_once(line: models.Helpline, editor: Client) -> None:
    typed = " 3020 \r\n\r\n0800  200 000\r\n3020\r\n"
    assert edit(editor, line, languages_spoken=["ar", "fr", "zh-Hans"], supersedes=typed).status_code == 302
    line.refresh_from_db()
    assert (line.languages_spoken, line.supersedes) == (["fr", "ar", "zh-Hans"], ["3020", "0800 200 000"])


def test_nothing_ticked_and_nothing_written_is_an_empty_list(line: models.Helpline, editor: Client) -> None:
    assert edit(editor, line, languages_spoken=[], supersedes="").status_code == 302
    line.refresh_from_db()
    assert (line.languages_spoken, line.supersedes) == ([], [])


def test_a_new_line_has_its_lists(home: models.HomePage, editor: Client) -> None:
    typed = {"number_short": "119", "name_fr": "119", "code": "119", "operator": "SNATED", "themes": [], "supersedes": "0800 05 41 41"}
    response = add(editor, models.Helpline, **typed, languages_spoken=["fr", "en"], **rows("hours"), **rows("exceptions"))
    assert response.status_code == 302
    made = models.Helpline.objects.get()
    assert (made.languages_spoken, made.supersedes) == (["fr", "en"], ["0800 05 41 41"])


def test_lines_that_are_no_numbers_are_named_and_come_back_as_they_were_typed(line: models.Helpline, admin_client: Client) -> None:
    typed = '\n["3020"]\n3020\nle 119\n123456789012345678901'
    response = edit(admin_client, line, supersedes=typed)
    wrong = {2: '["3020"]', 4: "le 119", 5: "123456789012345678901"}
    told = (f"Ligne {place}, «\xa0{text}\xa0»\xa0: ce n’est pas un numéro." for place, text in wrong.items())
    assert errors(response) == {"supersedes": [" ".join(told)]}
    assert soup(response).select_one("textarea[name=supersedes]").text.strip() == typed.strip()
    line.refresh_from_db()
    assert line.supersedes == ["0800 200 000", "3020"]


def test_a_line_does_not_replace_itself(line: models.Helpline, admin_client: Client) -> None:
    assert errors(edit(admin_client, line, supersedes="30 18")) == {"supersedes": ["C’est le numéro de la ligne elle-même."]}


def test_a_language_that_was_not_offered_is_refused(line: models.Helpline, admin_client: Client) -> None:
    [message] = errors(edit(admin_client, line, languages_spoken=["fr", "klingon"]))["languages_spoken"]
    assert "klingon" in message
    line.refresh_from_db()
    assert line.languages_spoken == ["fr", "ln"]


def test_school_levels_are_ticked(home: models.HomePage, editor: Client) -> None:
    band = AgeBandFactory(school_levels=["CP", "CE1"])
    assert open_screen(editor, address(models.AgeBand, "edit", band.pk))["school_levels"] == ["CP", "CE1"]
    assert edit(editor, band, school_levels=["Tle", "2de", "1re"]).status_code == 302
    band.refresh_from_db()
    assert band.school_levels == ["2de", "1re", "Tle"]
    assert edit(editor, band, school_levels=["terminale"]).status_code == 200
    band.refresh_from_db()
    assert band.school_levels == ["2de", "1re", "Tle"]
