"""The three texts of a kit in one language: for a short message, for a network, for a letter."""

from __future__ import annotations

from editorial.share_kit.contents import Kit, KitInLanguage
from pages.reader_words import words

LENGTHS = ("short", "medium", "long")


def texts_of(kit: Kit, said: KitInLanguage) -> dict[str, str]:
    """Each of the texts, by its length; a draft's begin with what they are."""
    made = {
        "short": f"{said.title}\n{said.link}",
        "medium": f"{said.share_text}\n\n{said.link}",
        "long": "\n\n".join(_paragraphs(kit, said)),
    }
    mark = f"[{words('before_publication', said.code)}]\n\n" if kit.is_draft else ""
    return {length: f"{mark}{made[length]}\n" for length in LENGTHS}


def edition_number(kit: Kit, code: str) -> str:
    """The number of the edition in words."""
    return words("edition_number", code).format(number=kit.number)


def _paragraphs(kit: Kit, said: KitInLanguage) -> list[str]:
    signed = ", ".join(found.short_name for found in kit.organisations)
    paragraphs = [
        f"{words('club', said.code)} · {edition_number(kit, said.code)}",
        said.title,
        said.summary,
        "\n".join(f"• {title}" for title in said.contents),
        f"{words('read_it', said.code)} {said.link}",
        signed,
    ]
    return [paragraph for paragraph in paragraphs if paragraph]
