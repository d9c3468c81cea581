"""Typed addresses sorted: those of other sites, those of this one, and those that are none (a number to dial, a mail)."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from editorial.models.external_link import LONGEST
from pages import languages


def external(address: str) -> str:
    """The address without its fragment, where it is one on another site; "" for everything else."""
    parts = _split(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or _is_ours(parts.netloc):
        return ""
    found = parts._replace(fragment="").geturl()
    return found if len(found) <= LONGEST else ""


def own_path(address: str) -> tuple[str, str] | None:
    """The language and the path of a page of this site that an address names; None where it names none."""
    parts = _split(address)
    if parts is None or (parts.netloc and not _is_ours(parts.netloc)) or parts.scheme not in ("", "http", "https"):
        return None
    _empty, code, *rest = [*unquote(parts.path).split("/"), ""] if parts.path.startswith("/") else ["", ""]
    if code not in languages.codes():
        return None
    return code, "/" + languages.normalise("/".join(rest)).strip("/")


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def _is_ours(place: str) -> bool:
    return place.lower() in {urlsplit(known).netloc.lower() for known in (settings.SITE_URL, settings.PUBLIC_URL)}
