"""Every screen of the desk, by its address: one line each, and tests/browser/test_axe.py looks at it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.program import edition_number, page_number
from tests.running_site import Site

GUIDE = "Mon enfant est harcelé en ligne"
EDITION = "Harcèlement en ligne"

SCREENS = {
    "home": "/admin/",
    "editions": "/admin/desk/editions/",
    "readiness": "/admin/desk/editions/{edition}/",
    "release": "/admin/desk/editions/{edition}/release/",
    "guest link": "/admin/desk/pages/{guide}/preview-link/",
    "guest links": "/admin/desk/guest-links/",
    "share kit": "/admin/desk/pages/{edition}/share-kit/",
    "approvals": "/admin/desk/pages/{edition}/approvals/",
    "board of translations": "/admin/desk/translation/",
    "translation into English": "/admin/desk/translation/{guide}/en/",
    "translation into Arabic": "/admin/desk/translation/{guide}/ar/",
    "publication of a language": "/admin/desk/translation/{guide}/ar/publish/",
    "files of translations": "/admin/desk/translation/exchange/",
    "glossary": "/admin/snippets/editorial/glossaryterm/",
    "upkeep": "/admin/desk/upkeep/",
    "what readers say": "/admin/desk/page-reports/",
    "votes of readers": "/admin/desk/page-reports/votes/",
    "search trial": "/admin/desk/search/try/",
    "unanswered": "/admin/desk/search/unanswered/",
    "urgent help shown": "/admin/desk/urgent-help/",
    "invitation": "/admin/desk/invitations/new/",
    "guide": "/admin/desk/guide/",
    "chapter of the guide": "/admin/desk/guide/traduire/",
    "second factor": "/admin/account/second-factor/",
    "second factor, to set up": "/admin/account/second-factor/set-up/",
}
"""What the coordination opens by address; ``{guide}`` and ``{edition}`` are a guide and an edition of the starter content."""


def numbers(page: Page, site: Site) -> dict[str, int]:
    """The numbers that the addresses leave open."""
    return {"guide": page_number(page, site, GUIDE), "edition": edition_number(page, site, EDITION)}
