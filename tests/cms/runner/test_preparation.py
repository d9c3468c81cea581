"""What is missing is made, what takes long is shown, what has not changed is left alone."""

import io
import logging
import time
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from pytest_django.fixtures import Settings

from cms.management.commands.run_scheduler import Chore
from cms.runner import preparation, static_files
from editorial.models import LanguageState
from pages.models import CrisisReason, HomePage
from tests.factories import CrisisReasonFactory


def test_a_silent_step_says_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "SAY_AFTER", 0.01)
    output = io.StringIO()
    with preparation.progress("Collecting the static files", output):
        while "still at it" not in output.getvalue():
            time.sleep(0.01)
    assert output.getvalue().splitlines()[:2] == ["Collecting the static files...", "  still at it after 0 s"]


def test_a_quick_step_is_one_line() -> None:
    output = io.StringIO()
    with preparation.progress("Compiling the interface's texts", output):
        pass
    assert output.getvalue() == "Compiling the interface's texts...\n"


@pytest.fixture
def own_style(tmp_path: Path, settings: Settings) -> Path:
    """A site whose only static file is a style of its own."""
    source = tmp_path / "source"
    source.mkdir()
    style = source / "own.css"
    style.write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    get_finder.cache_clear()
    return style


def test_static_files_are_gathered_again_only_when_one_has_changed(own_style: Path, settings: Settings) -> None:
    assert static_files.static_files_changed()
    static_files.collect_static_files()
    assert (settings.STATIC_ROOT / "own.css").read_text() == "a {}"
    assert not static_files.static_files_changed()
    own_style.write_text("a { color: red }")
    assert static_files.static_files_changed()
    static_files.collect_static_files()
    assert (settings.STATIC_ROOT / "own.css").read_text() == "a { color: red }"


def test_a_chore_that_fails_is_logged_and_comes_again_in_its_time(caplog: pytest.LogCaptureFixture) -> None:
    calls = []

    def fail() -> None:
        calls.append("called")
        raise RuntimeError("the disk is full")

    chore = Chore(fail, every=3600)
    with caplog.at_level(logging.ERROR, "cms"):
        chore.do_if_due()
        chore.do_if_due()
    assert calls == ["called"]
    assert [record.exc_info[1].args for record in caplog.records if record.exc_info and record.exc_info[1]] == [("the disk is full",)]


@pytest.mark.django_db
def test_a_site_that_upgrades_gets_the_words_of_danger_where_nobody_wrote_any(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    CrisisReasonFactory(code="SUICIDE")
    CrisisReasonFactory(code="RUNAWAY", phrases_fr="a fugué")
    monkeypatch.setattr(preparation, "_lacks_tables", lambda: True)
    for step in ("call_command", "build_indices"):
        monkeypatch.setattr(preparation, step, lambda *_arguments, **_options: None)
    said = io.StringIO()
    preparation.prepare(said)

    assert "Gave 1 reasons for urgent help the words that speak of them.\n" in said.getvalue()
    assert "mourir" in CrisisReason.objects.get(code="SUICIDE").phrases_fr
    assert CrisisReason.objects.get(code="RUNAWAY").phrases_fr == "a fugué"


@pytest.mark.django_db
def test_pages_that_the_board_lacks_are_looked_at_once(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    LanguageState.objects.all().delete()
    for step, answer in {"stale_catalogues": [], "_lacks_tables": False, "static_files_changed": False, "build_indices": None}.items():
        monkeypatch.setattr(preparation, step, lambda *_arguments, _answer=answer: _answer)
    monkeypatch.setattr(preparation.settings, "HAS_DEMO_CONTENT", False)
    said = io.StringIO()
    preparation.prepare(said)
    assert said.getvalue() == "Looking at how 1 pages stand in the languages of the site...\n"
    assert set(LanguageState.objects.filter(page=home).values_list("language", flat=True)) == {"en", "ar"}
    preparation.prepare(said)
    assert said.getvalue().count("Looking") == 1
