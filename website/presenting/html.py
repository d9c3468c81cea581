"""The HTML of the API on this site: its links lead to pages here, its files to the server that has them."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from website.addresses import page_address
from website.languages import Language

# What the API's own renderer writes before an address of the site: its texts hold no such quotation marks.
_ADDRESS = re.compile(r'(?P<name> (?:href|src|poster)=)"(?P<address>/[^"]*)"')
_MEDIA = "/media/"


def placed(html: str, language: Language) -> SafeString:
    """HTML of the API, sanitised there, with addresses of this site for readers of `language`."""

    def led(found: re.Match[str]) -> str:
        return f'{found["name"]}"{escape(_address(unescape(found["address"]), language))}"'

    return mark_safe(_ADDRESS.sub(led, html))  # noqa: S308 - sanitised by the API


def file_address(address: str) -> str:
    """Where a browser finds a file that the API names: on its server, where that is another."""
    return f"{settings.WEBSITE_MEDIA_ORIGIN}{address}" if address.startswith(_MEDIA) else address


def _address(address: str, language: Language) -> str:
    if address.startswith(_MEDIA):
        return file_address(address)
    path, mark, anchor = unquote(address).partition("#")
    return f"{page_address(language, path)}{mark}{anchor}"
