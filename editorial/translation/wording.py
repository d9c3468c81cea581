"""How the desk names languages, states and places, for people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from wagtail import blocks

from editorial.translation.parts import Part
from editorial.translation.states import State


def language_name(code: str) -> str:
    """The language's name in the language of the interface ("Arabe")."""
    return str(get_language_info(code)["name_translated"])


def publish_label(code: str) -> str:
    """What the button says that publishes a language alone."""
    known = {"en": _("Publish the English"), "ar": _("Publish the Arabic")}
    return known.get(code) or _("Publish: %(language)s") % {"language": language_name(code)}


def submit_label(code: str) -> str:
    """What the button says where somebody who reads the language has to approve first."""
    known = {"en": _("Submit the English for approval"), "ar": _("Submit the Arabic for approval")}
    return known.get(code) or _("Submit for approval: %(language)s") % {"language": language_name(code)}


def state_name(state: State) -> str:
    """A state in words."""
    return {
        State.MISSING: _("to translate"),
        State.STALE: _("outdated"),
        State.REVIEW: _("to be looked at"),
        State.CURRENT: _("up to date"),
        State.SKIPPED: _("left empty"),
    }[state]


def remaining(number: int) -> str:
    """How many texts are left, in words."""
    if number == 0:
        return _("Nothing is left to do")
    return ngettext("%(number)d sentence left", "%(number)d sentences left", number) % {"number": number}


def unit_names(parts: Iterable[Part]) -> dict[str, str]:
    """Where each unit stands, in words, in the order of the page: blocks of a kind are numbered within their text."""
    names: dict[str, str] = {}
    counted: dict[tuple[str, str], int] = {}
    for part in parts:
        if part.unit in names:
            continue
        field, *rest = (str(label) for label in part.labels)
        if _is_in_stream(part):
            number = counted[field, rest[0]] = counted.get((field, rest[0]), 0) + 1
            names[part.unit] = f"{_first_large(field)} › {rest[0]} {number}"
        else:
            names[part.unit] = _first_large(field)
    return names


def own_name(part: Part) -> str:
    """What a part is called within its unit; "" where it is all there is."""
    above = 2 if _is_in_stream(part) else 1
    return " › ".join(str(label) for label in part.labels[above:])


def _is_in_stream(part: Part) -> bool:
    return isinstance(part.definition, blocks.Block)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
