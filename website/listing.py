"""Lists of the site: what a reader asks of one in its address, and the ways on from what is shown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from website.addresses import page_address, site_address
from website.asking import ask
from website.client.answers import UnavailableError
from website.languages import Language
from website.presenting.choices import AFTER, MOST_VALUES, Group, Option
from website.presenting.gathering import Gathered, gathered

# Characters of one value.
LONGEST = 100

TYPE = "type"
"""The parameter of the kinds of resources."""

INTERVIEWS = "interviews"
"""The list of interviews, which are no resources."""


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks: the values of the parameters that this list has, and where it goes on."""

    address: str
    chosen: Mapping[str, Sequence[str]]
    after: str | None

    @property
    def is_part(self) -> bool:
        """Whether it shows less than the whole list from its beginning: search engines need that alone."""
        return bool(self.after) or any(self.chosen.values())

    def values(self, name: str) -> list[str] | None:
        """The values asked for, None where all are wanted."""
        return list(self.chosen[name]) or None

    def known(self, name: str, known: Container[str]) -> list[str] | None:
        """Those of them that there are; whoever asks for others alone asks for nothing."""
        return [value for value in self.chosen[name] if value in known] or None

    def says(self, name: str) -> bool:
        """Whether a box that stands alone is ticked."""
        return bool(self.chosen[name])

    def count(self, names: Iterable[str]) -> int:
        """How many values are asked for."""
        return sum(len(self.chosen[name]) for name in names)

    def group(self, name: str, legend: str, options: Iterable[tuple[str, str]], *, is_open: bool = False) -> Group:
        """The choice between values, each with its words."""
        chosen = self.chosen[name]
        listed = [Option(value, words, value in chosen) for value, words in options]
        return Group(name, legend, listed, is_open or any(option.is_on for option in listed))

    def ways(self, page_info: Mapping[str, Any]) -> dict[str, str]:
        """Where the list goes on, nothing at its end; and where it begins, for whoever is further on."""
        return {
            "next_address": self.with_all(**{AFTER: page_info["endCursor"]}) if page_info["hasNextPage"] else "",
            "previous_address": self.with_all() if self.after else "",
        }

    def with_all(self, address: str = "", **more: str) -> str:
        """The address (of this list, or of another that takes the same) with everything that is asked, and more."""
        return with_query(address or self.address, {**self.asked(), **more})

    def asked(self, *but: str) -> dict[str, Sequence[str]]:
        """What is asked, but for some parameters, and the place in the list."""
        return {name: values for name, values in self.chosen.items() if values and name not in but}


def asked_of(request: HttpRequest, address: str, names: Sequence[str]) -> Asked:
    """What this request asks of the list at `address`; what no list could mean is left out."""
    chosen = {name: _values(request.GET.getlist(name)) for name in names}
    return Asked(address, chosen, next(iter(_values([request.GET.get(AFTER, "")], longest=1_000)), None))


def with_query(address: str, told: Mapping[str, Any]) -> str:
    """The address with some parameters, each as often as it has values."""
    query = urlencode(told, doseq=True)
    return f"{address}?{query}" if query else address


def ask_for_list(
    request: HttpRequest, operation: str, variables: Mapping[str, Any], otherwise: Mapping[str, Any]
) -> tuple[dict[str, Any], bool]:
    """The answer, and whether the address made sense to the API; where it did not, `otherwise` takes the place of what was asked."""
    try:
        return ask(request, operation, dict(variables)), True
    except UnavailableError as refused:
        if refused.codes != {"BAD_INPUT"}:
            raise
    return ask(request, operation, {**variables, **otherwise}), False


def page_at(layout: Mapping[str, Any], page_type: str) -> Mapping[str, Any] | None:
    """The first page of a type in the menu of the site."""
    return next((item["page"] for item in layout["site"]["navigation"] if item["page"]["type"] == page_type), None)


def start(data: Mapping[str, Any], language: Language, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The first pages of each kind (`StartShown`), and the ways to all of them: to the lists in which `chosen` is ticked."""
    groups = gathered(data)
    resources = [group for group in groups if group.code]
    list_page = page_at(data, "ResourceIndexPage")
    return {
        "gathered": [(group, _whole(group, language, list_page, chosen)) for group in groups],
        "list_page": list_page,
        "list_query": chosen,
        "total": sum(group.total for group in resources),
        "shown": sum(len(group.pages) for group in resources),
    }


def _whole(group: Gathered, language: Language, list_page: Mapping[str, Any] | None, chosen: Mapping[str, str]) -> str:
    """Where all pages of a kind are; nothing where these are all, or no menu leads to the list."""
    if not group.is_part:
        return ""
    if not group.code:
        return site_address(language, INTERVIEWS, **chosen)
    return with_query(page_address(language, list_page["path"]), {TYPE: group.code, **chosen}) if list_page else ""


def _values(given: Iterable[str], longest: int = LONGEST) -> list[str]:
    cleaned = (value.strip() for value in given)
    return list(dict.fromkeys(value for value in cleaned if value and len(value) <= longest and "\0" not in value))[:MOST_VALUES]
