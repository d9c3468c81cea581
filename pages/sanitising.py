"""What may leave in HTML: the tags and addresses of rich text; nothing else goes to a reader or a preview, whatever the database holds."""

from __future__ import annotations

import nh3

TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
# As rich text is stored: links to our own pages and documents by their number.
STORED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def sanitised(html: str) -> str:
    """The HTML with these tags only, their ends set right; scripts, styles, handlers and other addresses are gone."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel=None)


def sanitised_for_storage(html: str) -> str:
    """The HTML as rich text may be stored, links to pages and documents kept; words without a paragraph get one."""
    cleaned = nh3.clean(html, tags=TAGS, attributes=STORED_ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel=None).strip()
    return cleaned if not cleaned or cleaned.startswith(("<p>", "<ul>", "<ol>")) else f"<p>{cleaned}</p>"


def words_of(html: str) -> str:
    """The words of the HTML, with its entities."""
    return nh3.clean(html, tags=set())


def web_address(address: str | None) -> str:
    """An address a browser may open, or "": a stored one may say anything, a form's check notwithstanding."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""
