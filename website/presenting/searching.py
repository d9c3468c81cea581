"""A search as it stands in an address or a form, as the schema wants it, and what would narrow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from website.addresses import code_from_address, code_in_address
from website.languages import Language, language_called
from website.presenting import words
from website.presenting.choices import AFTER, MOST_VALUES, Group, Option

RESULTS = 10
OPTIONS = 8
"""Of one thing to narrow by, shown: those of most pages, and whatever is chosen."""

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Narrowing:
    """One thing to narrow a search by."""

    parameter: str
    """Its name in addresses, the same in every language."""
    legend: str | Promise
    facet: str
    """Its name in the schema, in the filter and among the facets."""
    read: Callable[[Found], tuple[str, str]]
    """The value in addresses, and the name, of one of its facets."""
    as_value: Callable[[str], str | None] = str
    """The value of the schema for one in an address; None for what is none."""
    name: Callable[[str], str] = str
    """What a value in an address is called."""


def _page_type(value: str) -> str | None:
    """`guide` is `GUIDE_PAGE`."""
    name = f"{code_from_address(value)}_PAGE"
    return name if _class_name(name) in words.PAGE_KINDS else None


def _type_name(value: str) -> str:
    """`guide` is « Guide »."""
    return words.kind_of(_class_name(_page_type(value) or ""))


def _class_name(page_type: str) -> str:
    """`GUIDE_PAGE` is the type `GuidePage`."""
    return "".join(part.capitalize() for part in page_type.split("_"))


def _locale(value: str) -> str | None:
    language = language_called(value)
    return language.enum if language else None


def _language_name(value: str) -> str:
    language = language_called(value)
    return language.name if language else value


def _read_type(found: Found) -> tuple[str, str]:
    return code_in_address(found["type"].removesuffix("_PAGE")), words.kind_of(_class_name(found["type"]))


def _read_language(found: Found) -> tuple[str, str]:
    return code_in_address(found["locale"]), _language_name(found["locale"])


NARROWINGS = (
    Narrowing("type", _("What it is"), "types", _read_type, _page_type, _type_name),
    Narrowing("theme", _("Theme"), "themes", lambda found: (found["theme"]["slug"], found["theme"]["name"])),
    Narrowing("age", _("Age of the child"), "ages", lambda found: (found["age"]["code"], found["age"]["name"])),
    Narrowing("public", _("Written for"), "audiences", lambda found: (found["audience"]["code"], found["audience"]["name"])),
    Narrowing(
        "association", _("Association"), "organisations", lambda found: (found["organisation"]["slug"], found["organisation"]["name"])
    ),
    Narrowing("langue", _("Language"), "languages", _read_language, _locale, _language_name),
)

ORDER, NEWEST = "tri", "recent"
PARAMETERS = ("q", *(narrowing.parameter for narrowing in NARROWINGS), ORDER, AFTER)
"""Whatever of an address a search depends on."""


@dataclass(frozen=True)
class Wanted:
    """What somebody searches for."""

    query: str
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values chosen, as in addresses, by parameter."""
    is_newest_first: bool = False
    after: str = ""

    @classmethod
    def said(cls, told: QueryDict) -> Wanted:
        """The search of an address or a form; what no search understands is left out."""
        chosen = {}
        for narrowing in NARROWINGS:
            values = [value for value in dict.fromkeys(told.getlist(narrowing.parameter)) if value and narrowing.as_value(value)]
            if values:
                chosen[narrowing.parameter] = values[:MOST_VALUES]
        return cls(told.get("q", "").strip(), chosen, told.get(ORDER) == NEWEST, told.get(AFTER, ""))

    def variables(self, language: Language) -> dict[str, Any]:
        """The variables of `SearchScreen`."""
        narrowed = {
            narrowing.facet: [narrowing.as_value(value) for value in self.chosen[narrowing.parameter]]
            for narrowing in NARROWINGS
            if narrowing.parameter in self.chosen
        }
        return {
            "query": self.query,
            "isAsked": bool(self.query),
            "filter": narrowed or None,
            "orderBy": "NEWEST" if self.is_newest_first else "RELEVANCE",
            "first": RESULTS,
            "after": self.after or None,
            "locale": language.enum,
        }

    def parameters(self) -> dict[str, Any]:
        """How it stands in an address, without the place in its list."""
        return {"q": self.query, **self.chosen, ORDER: NEWEST if self.is_newest_first else ""}

    @property
    def kept(self) -> list[dict[str, str]]:
        """What a form that narrows it hands on."""
        return [{"name": "q", "value": self.query}]

    @property
    def fields(self) -> list[dict[str, str]]:
        """All of it as fields of a form."""
        order = [{"name": ORDER, "value": NEWEST}] if self.is_newest_first else []
        chosen = [{"name": name, "value": value} for name, values in self.chosen.items() for value in values]
        return [*self.kept, *chosen, *order]


def groups(facets: Mapping[str, Any] | None, wanted: Wanted, themes: Mapping[str, str]) -> list[Group]:
    """What would narrow a search; things that leave no choice are left out. `themes` are the names of themes by their slug."""
    shown = []
    for narrowing in NARROWINGS:
        chosen = wanted.chosen.get(narrowing.parameter, ())
        options = list(_options(narrowing, (facets or {}).get(narrowing.facet, ()), chosen, themes))
        if len(options) > 1 or chosen:
            shown.append(Group(narrowing.parameter, narrowing.legend, options, is_open=bool(chosen)))
    if shown:
        newest = Option(NEWEST, _("The newest first"), wanted.is_newest_first)
        shown.append(Group(ORDER, _("Order"), [newest], is_open=wanted.is_newest_first))
    return shown


def _options(narrowing: Narrowing, found: Sequence[Found], chosen: Sequence[str], themes: Mapping[str, str]) -> Iterator[Option]:
    counted = [(*narrowing.read(facet), facet["count"]) for facet in found]
    known = {value for value, _name, _count in counted}
    # Chosen, and without a page now: it can still be taken back.
    counted += [(value, themes.get(value) or narrowing.name(value), 0) for value in chosen if value not in known]
    for place, (value, name, count) in enumerate(counted):
        if place < OPTIONS or value in chosen:
            yield Option(value, name, value in chosen, count)
