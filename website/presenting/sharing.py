"""What « Copy the answer » hands over: few words, a short address that stays good, and on pages of urgent help whom to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext

from website.addresses import absolute
from website.presenting.helping import lines_to_pass_on


def help_to_pass_on(reason: Mapping[str, Any], address: str) -> str:
    """The message about a reason for urgent help, whose screen is at `address`."""
    return message(reason["title"], reason["message"], absolute(address), reason["helplines"])


def message(title: str, words: str, link: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """A message in lines of its own: what it is about, what to know, whom to call, where to read on."""
    calls = [_call(line) for line in lines_to_pass_on(lines)]
    return "\n".join([title, *([words] if words != title else ()), *calls, link])


def whatsapp_address(text: str) -> str:
    """The address that opens WhatsApp with a message to send; nobody is told before it is followed."""
    return f"https://wa.me/?text={quote(text, safe='')}"


def _call(line: Mapping[str, Any]) -> str:
    told = line["name"] if line["number"] in line["name"] else f"{line['number']} ({line['name']})"
    words = gettext("Write to %(line)s") if line["isTextMessage"] else gettext("Call %(line)s")
    return words % {"line": told}
