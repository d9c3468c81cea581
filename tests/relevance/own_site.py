"""A site of its own for our own questions: the sample content, indexed, in the temporary folder of the settings of tests."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from statistics import fmean

import django
from django.conf import settings
from django.core.management import call_command

from tests.relevance.measuring import Measures, measures


def measured(is_by_meaning: bool) -> Iterator[tuple[str, Measures]]:
    """The measures of our own questions by name: of each set whole, then of its half for tuning and the half held back.

    Beside the clean measures, `nothing_empty` is the share of empty answers among the questions that the site has no answer to.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    settings.SEARCH_BY_MEANING = is_by_meaning
    django.setup()
    from pages.starter_content.loading import load  # noqa: PLC0415 - Django is set up by then
    from tests.factories import loader  # noqa: PLC0415 - the same
    from tests.relevance.judged import SETS, judged  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    load(loader(), lambda _line: None)
    call_command("rebuild_index", verbosity=0, stdout=io.StringIO())
    for name in SETS:
        whole = judged(name)
        for part in (whole, whole.half(is_held_back=False), whole.half(is_held_back=True)):
            found = measures(part.questions, part.ask)
            if part.nothing:
                found["clean"]["nothing_empty"] = fmean(not part.ask(text) for text in part.nothing)
            yield part.name, found
