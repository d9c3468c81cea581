"""The lists that are pages of the catalogue: every resource, and every edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from website.addresses import code_from_address, code_in_address, page_address
from website.languages import Language, source
from website.listing import Asked, ask_for_list, asked_of
from website.presenting.ages import with_names
from website.presenting.choices import Group
from website.presenting.gathering import RESOURCES, resource_name

TYPE, THEME, AGE, AUDIENCE, ORGANISATION, LANGUAGE = "type", "theme", "age", "public", "association", "langue"
CHOICES = [TYPE, THEME, AGE, AUDIENCE, ORGANISATION, LANGUAGE]


def beside_resources(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resources that the address asks for, the reader's language first, and by what they can be chosen."""
    asked = asked_of(request, page_address(language, page["path"]), CHOICES)
    types = asked.known(TYPE, {code_in_address(kind) for kind in RESOURCES})
    wanted = {
        "types": [code_from_address(kind) for kind in types] if types else None,
        "themes": asked.values(THEME),
        "ages": asked.values(AGE),
        "audiences": asked.values(AUDIENCE),
        "organisations": asked.values(ORGANISATION),
        "onlyReady": bool(asked.known(LANGUAGE, {language.code})) or None,
    }
    variables = {"filter": wanted, "after": asked.after, "locale": language.enum}
    data, is_understood = ask_for_list(request, "ResourcesMore", variables, {"after": None})
    return {
        **data,
        "is_understood": is_understood,
        **({"robots": "noindex,follow"} if asked.is_part else {}),
        # What is translated is another choice in each language, and the order of the list another one.
        "asked_everywhere": asked.asked(LANGUAGE),
        "groups": _groups(asked, data, language),
        "chosen_count": asked.count(CHOICES),
        "filter_address": asked.address,
        **asked.ways(data["resources"]["pageInfo"]),
    }


def beside_editions(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The editions, the last one first."""
    asked = asked_of(request, page_address(language, page["path"]), [])
    data, is_understood = ask_for_list(request, "EditionsMore", {"after": asked.after, "locale": language.enum}, {"after": None})
    return {
        **data,
        "is_understood": is_understood,
        **asked.ways(data["editions"]["pageInfo"]),
    }


def _groups(asked: Asked, data: Mapping[str, Any], language: Language) -> list[Group]:
    groups = [
        asked.group(TYPE, gettext("What it is"), [(code_in_address(kind), resource_name(kind)) for kind in RESOURCES]),
        asked.group(AGE, gettext("Age of the child"), [(band["code"], band["words"]) for band in with_names(data["bands"])]),
        asked.group(THEME, gettext("Theme"), [(theme["slug"], theme["name"]) for theme in data["themes"]["nodes"]]),
        asked.group(AUDIENCE, gettext("For whom"), [(audience["code"], audience["name"]) for audience in data["everybody"]]),
        asked.group(ORGANISATION, gettext("Association"), [(each["slug"], each["name"]) for each in data["all"]["nodes"]]),
    ]
    if language != source():
        groups.append(asked.group(LANGUAGE, gettext("Language"), [(language.code, gettext("Only what is translated"))]))
    return groups
