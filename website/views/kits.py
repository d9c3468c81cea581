"""Preparing a parents' evening: the school, the theme, and everything to take along in one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, code_from_address, code_in_address, site_address
from website.asking import ask
from website.languages import Language, source
from website.listing import asked_of
from website.presenting.words import VALUES
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "soiree"
LEVEL, THEME = "niveau", "theme"


@website_view
def evening(request: HttpRequest, language: Language) -> HttpResponseBase:
    """The kits that fit."""
    address = site_address(language, ADDRESS)
    asked = asked_of(request, address, [LEVEL, THEME])
    levels = VALUES["KitLevel"]
    wanted = asked.known(LEVEL, {code_in_address(level) for level in levels})
    data = ask(request, "EveningScreen", {"themes": asked.values(THEME), "locale": language.enum})
    kits = [_in_language(kit, language) for kit in data["resources"]["nodes"]]
    if wanted:
        kits = [kit for kit in kits if kit["level"] in {code_from_address(level) for level in wanted}]
    screen = Screen(
        templates=["lists/evening.html"],
        title=gettext("Prepare a parents' evening"),
        description=gettext("Choose the school and the theme: slides, handout and letter of invitation come in one file, ready to use."),
        data=data,
        addresses=same_everywhere(ADDRESS, **asked.chosen),
        canonical=absolute(address),
        robots="noindex,follow" if asked.is_part else "index,follow",
        context={
            "kits": kits,
            "filter_address": address,
            "groups": [
                asked.group(
                    LEVEL, gettext("School"), [(code_in_address(level), str(words)) for level, words in levels.items()], is_open=True
                ),
                asked.group(THEME, gettext("Theme"), [(theme["slug"], theme["name"]) for theme in data["themes"]["nodes"]]),
            ],
        },
    )
    return respond(language, screen)


def _in_language(kit: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The kit with the files in the reader's language, or in French where there are none; in which other languages it has some."""
    own = [file for file in kit["files"] if file["language"] == language.enum]
    shown = own or [file for file in kit["files"] if file["language"] == source().enum]
    codes = dict.fromkeys(file["language"] for file in kit["files"] if file not in shown)
    return {**kit, "files": shown, "other_languages": list(codes)}
