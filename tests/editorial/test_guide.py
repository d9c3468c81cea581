"""The guide for editors: whole, and for those of the admin alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from editorial.views.guide import CHAPTER, FOLDER, PICTURE, chapters
from tests.editorial.conftest import Club

pytestmark = pytest.mark.django_db


def test_every_file_is_a_chapter_that_opens_with_its_title() -> None:
    files = sorted(FOLDER.glob("*.md"))
    assert [file.name for file in files if not CHAPTER.fullmatch(file.name)] == []
    assert [chapter.title for chapter in chapters()] == [
        file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for file in files
    ]


def test_every_picture_of_the_guide_is_there_and_every_one_that_is_there_is_shown() -> None:
    shown = {name for file in FOLDER.glob("*.md") for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", file.read_text(encoding="utf-8"))}
    assert all(PICTURE.fullmatch(name) for name in shown)
    assert shown == {file.name for file in FOLDER.glob("*.png")}


@pytest.mark.parametrize("place", range(len(chapters())))
def test_each_chapter_opens_from_the_help_and_names_all_others(browser: Callable[[Any], Client], club: Club, place: int) -> None:
    chapter = chapters()[place]
    answer = browser(club.unaf.editor).get(reverse("editorial_guide", args=[chapter.name]))
    page = answer.content.decode()
    assert (answer.status_code, chapter.html in page) == (200, True)
    assert [reverse("editorial_guide", args=[each.name]) in page for each in chapters()] == [True] * len(chapters())


def test_the_guide_is_for_those_who_log_in(client: Client) -> None:
    for address in (reverse("editorial_guide_start"), reverse("editorial_guide_picture", args=["accueil.png"])):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("name", ["gone.png", "01-commencer.md", "..%2Fteams.md"])
def test_nothing_but_its_pictures_is_served(browser: Callable[[Any], Client], club: Club, name: str) -> None:
    assert browser(club.unaf.editor).get(reverse("editorial_guide_start") + f"pictures/{name}", follow=True).status_code == 404


def test_a_chapter_that_is_not_there(browser: Callable[[Any], Client], club: Club) -> None:
    assert browser(club.unaf.editor).get(reverse("editorial_guide", args=["nulle-part"])).status_code == 404
