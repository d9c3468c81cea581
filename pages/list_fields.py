"""Form fields for columns that hold a list: boxes to tick, and one number per line; nobody writes JSON by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"\+?[0-9][0-9 .-]*")
"""A number as people write it: "3020", "0800 200 000", "+33 1 23 45 67 89"."""

LONGEST_NUMBER = 20
LONGEST_NAME = 60


class TickedListField(forms.MultipleChoiceField):
    """A list whose items are ticked, kept in the order of the choices."""

    widget = forms.CheckboxSelectMultiple

    def also_offer(self, stored: Any) -> None:
        """Adds what a record holds beyond the choices, as it is: a form that does not show it would lose it."""
        known = self._offered()
        self.choices = [*known.items(), *((item, item) for item in _items(stored) if item not in known)]

    def clean(self, value: Any) -> list[str]:
        """What is ticked, in the order of the choices."""
        ticked = set(super().clean(value))
        return [choice for choice in self._offered() if choice in ticked]

    def _offered(self) -> dict[str, Any]:
        choices: Any = self.choices
        return dict(choices)


class LinesField(forms.CharField):
    """A list of texts, one per line: each no longer than `longest` and in the form of `accepted`, or `complaint` is made of it."""

    widget = forms.Textarea(attrs={"rows": 3})
    longest: int
    accepted: re.Pattern[str]
    complaint: Any

    def __init__(self, **kwargs: Any) -> None:
        # Empty lines count: the messages name the lines as the editor sees them.
        super().__init__(**{"strip": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """The list as lines."""
        return "\n".join(_items(value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The texts, each once. Raises ``ValidationError`` naming the lines that are not as they must be."""
        texts: dict[str, None] = {}
        wrong = []
        for place, line in enumerate(super().clean(value).splitlines(), start=1):
            text = " ".join(line.split())
            if text and (len(text) > self.longest or not self.accepted.fullmatch(text)):
                wrong.append(ValidationError(self.complaint, params={"place": place, "line": text[:40]}))
            elif text:
                texts[text] = None
        if wrong:
            raise ValidationError(wrong)
        return list(texts)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines say anything else than the list."""
        return _items(initial) != [" ".join(line.split()) for line in str(data or "").splitlines() if line.strip()]


class NumberLinesField(LinesField):
    """A list of numbers to call, one per line."""

    longest = LONGEST_NUMBER
    accepted = NUMBER
    complaint = _("Line %(place)d, “%(line)s”: this is no number.")


class NameLinesField(LinesField):
    """A list of names, one per line."""

    longest = LONGEST_NAME
    accepted = re.compile(r".*[^\W\d_].*")
    complaint = _("Line %(place)d, “%(line)s”: this is no name.")


def _items(stored: Any) -> Sequence[str]:
    """A stored list as words; anything else that JSON can hold has none."""
    return [str(item) for item in stored] if isinstance(stored, Iterable) and not isinstance(stored, str | dict) else []
