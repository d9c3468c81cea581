"""Which links to other sites in these versions of pages are known to lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from editorial.models import ExternalLink
from editorial.upkeep.addresses import external
from pages.editorial_checks.content import Link
from pages.editorial_checks.reading import pieces_of
from pages.models import BasePage


def dead_links(versions: Collection[BasePage]) -> Mapping[int, Collection[str]]:
    """The dead addresses in the texts of each of these versions, by the number of the page; one statement, as far as texts go."""
    written = {version.pk: _addresses(version) for version in versions}
    everything = {address for addresses in written.values() for address in addresses}
    dead = set(ExternalLink.objects.filter(state=ExternalLink.State.DEAD, url__in=everything).values_list("url", flat=True))
    return {pk: [address for address in addresses if address in dead] for pk, addresses in written.items()}


def _addresses(version: BasePage) -> list[str]:
    links = (piece for piece in pieces_of(version, lambda _relation: ()) if isinstance(piece, Link))
    return list(dict.fromkeys(url for link in links if (url := external(link.address))))
