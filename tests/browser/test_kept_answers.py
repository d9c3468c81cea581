"""Kept answers in the running program: a publication reaches every process that kept the old answer."""

from __future__ import annotations

import pytest

from tests.running_site import Site, wait_until

pytestmark = pytest.mark.browser

# Each is a connection of its own: enough for both processes to have their share.
READERS = 30

QUERY = '{ page(path: "/a-propos", locale: FR) { title } }'

RENAME = """
from pages.models import StandardPage
page = StandardPage.objects.get(slug="a-propos")
page.title_fr = "À propos de nous"
page.save()
"""


def _titles(site: Site) -> set[str]:
    return {site.ask(QUERY)["page"]["title"] for _reader in range(READERS)}


def test_a_publication_reaches_every_process(site: Site) -> None:
    assert _titles(site) == {"À propos du Club"}

    site.manage("shell", "-c", RENAME)

    wait_until(lambda: _titles(site) == {"À propos de nous"})
    site.manage("shell", "-c", RENAME.replace("de nous", "du Club"))
    wait_until(lambda: _titles(site) == {"À propos du Club"})
