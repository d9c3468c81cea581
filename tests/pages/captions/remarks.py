"""How the tests read what was mended or refused: pairs of line and English words."""

from collections.abc import Callable, Iterable

import pytest
from django.utils import translation

from pages.captions import CaptionError, Remark

Lines = list[tuple[int | None, str]]


def said(remarks: Iterable[Remark]) -> Lines:
    with translation.override("en"):
        return [(remark.line, str(remark.message)) for remark in remarks]


def refusal(read: Callable[[], object]) -> Lines:
    """Give the problems with which `read` refuses its captions."""
    with pytest.raises(CaptionError) as caught:
        read()
    return said(caught.value.problems)
