"""The lists that are pages of the catalogue: every resource, and every edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from website.addresses import code_from_address, code_in_address, page_address
from website.filing import FILING, LANGUAGE, filing_groups, filing_wanted
from website.languages import Language
from website.listing import TYPE, Asked, ask_for_list, asked_of
from website.presenting.choices import Group
from website.presenting.gathering import RESOURCES

CHOICES = [TYPE, *FILING]


def beside_resources(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resources that the address asks for, the reader's language first, and by what they can be chosen."""
    asked = asked_of(request, page_address(language, page["path"]), CHOICES)
    types = asked.known(TYPE, {code_in_address(kind) for kind in RESOURCES})
    wanted = {
        "types": [code_from_address(kind) for kind in types] if types else None,
        **filing_wanted(asked, language),
    }
    variables = {"filter": wanted, "after": asked.after, "locale": language.enum}
    data, is_understood = ask_for_list(request, "ResourcesMore", variables, {"after": None})
    return {
        **data,
        "is_understood": is_understood,
        **({"robots": "noindex,follow"} if asked.is_part else {}),
        # What is translated is another choice in each language, and the order of the list another one.
        "asked_everywhere": asked.asked(LANGUAGE),
        "groups": [_types(asked), *filing_groups(asked, data, language)],
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


def _types(asked: Asked) -> Group:
    return asked.group(TYPE, gettext("What it is"), [(code_in_address(kind), str(name)) for kind, name in RESOURCES.items()])
