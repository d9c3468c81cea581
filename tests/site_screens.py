"""One screen of each kind of the website, in each language: what axe, the validator, Lighthouse and the camera visit."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from tests.running_site import Site

LANGUAGES = ("fr", "en", "ar")

OWN = {
    "help": "/aide",
    "help-reason": "/aide/harassment",
    "helplines": "/numeros",
    "search": "/recherche?q=telephone",
    "search-nothing": "/recherche?q=zzzzzz",
    "themes": "/themes",
    "theme": "/themes/harcelement-en-ligne",
    "age": "/ages/11-14",
    "audience": "/publics/parents",
    "young-people": "/publics/young-people",
    "people": "/personnes",
    "person": "/personnes/justine-atlan",
    "interviews": "/interviews",
    "associations": "/associations",
    "association": "/associations/e-enfance",
    "evening": "/soiree",
    "thanks": "/merci",
    "preview": "/apercu",
    "not-there": "/nulle-part",
}
"""The site's own screens, behind the language."""

_PAGES = """query ($locale: Locale!) {
  pages(locale: $locale, first: 100, orderBy: OLDEST) { nodes { __typename path } }
}"""


def screens(site: Site, languages: tuple[str, ...] = LANGUAGES) -> Mapping[str, str]:
    """The address of each screen by its name: `guide-fr`, `theme-ar`. Of each type of page the first that was published."""
    found: dict[str, str] = {}
    for language in languages:
        for page in site.ask(_PAGES, locale=language.upper())["pages"]["nodes"]:
            found.setdefault(f"{_spelled(page['__typename'])}-{language}", f"/{language}{quote(page['path'])}")
        found |= {f"{name}-{language}": f"/{language}{path}" for name, path in OWN.items()}
    return found


def _spelled(typename: str) -> str:
    """`PartnerResourcePage` is `partner-resource`."""
    words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in typename.removesuffix("Page"))
    return words.removeprefix("-")
