"""Parts of addresses that stand for something of the site."""

from __future__ import annotations

from website.languages import Language, language_called


class LanguageConverter:
    """The language at the beginning of an address."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value: str) -> Language:
        """Return the language; ValueError makes the address one that is not there."""
        language = language_called(value)
        if language is None:
            raise ValueError(value)
        return language

    def to_url(self, value: Language) -> str:
        """The language as it stands in the address."""
        return value.code
