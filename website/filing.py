"""By what readers choose in the lists of pages: theme, age, audience, association, and what is in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from website.languages import Language, source
from website.listing import Asked
from website.presenting.ages import with_names
from website.presenting.choices import Group

THEME, AGE, AUDIENCE, ORGANISATION, LANGUAGE = "theme", "age", "public", "association", "langue"
FILING = [THEME, AGE, AUDIENCE, ORGANISATION, LANGUAGE]


def filing_wanted(asked: Asked, language: Language) -> dict[str, Any]:
    """What is asked, as the filters of the schema take it."""
    return {
        "themes": asked.values(THEME),
        "ages": asked.values(AGE),
        "audiences": asked.values(AUDIENCE),
        "organisations": asked.values(ORGANISATION),
        "onlyReady": bool(asked.known(LANGUAGE, {language.code})) or None,
    }


def filing_groups(asked: Asked, data: Mapping[str, Any], language: Language) -> list[Group]:
    """What can be chosen; `data` answers `FilingShown`."""
    groups = [
        asked.group(AGE, gettext("Age of the child"), [(band["code"], band["words"]) for band in with_names(data["bands"])]),
        asked.group(THEME, gettext("Theme"), [(theme["slug"], theme["name"]) for theme in data["themes"]["nodes"]]),
        asked.group(AUDIENCE, gettext("For whom"), [(audience["code"], audience["name"]) for audience in data["everybody"]]),
        asked.group(ORGANISATION, gettext("Association"), [(each["slug"], each["name"]) for each in data["all"]["nodes"]]),
    ]
    if language != source():
        groups.append(asked.group(LANGUAGE, gettext("Language"), [(language.code, gettext("Only what is translated"))]))
    return groups
