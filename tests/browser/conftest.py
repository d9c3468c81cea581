"""The running program and the browser that its stories are told in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.program import chromium, log_in
from tests.running_site import Site, running_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program, started once with its starter content."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as launched:
        yield launched


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A new visitor's page, in French."""
    context = browser.new_context(viewport={"width": 1366, "height": 1000}, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def editor(visitor: Page, site: Site) -> Page:
    """A page logged in to the admin as the demo coordinator."""
    log_in(visitor, site)
    return visitor
