"""How many pages stand in a language in their newest versions, read in batches: few statements, and never all the content at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wagtail.models import Revision

from editorial.models import TranslationRecord
from editorial.translation.reading import OnRecord, public_content, record_of, surveyed
from editorial.translation.states import Record, Survey
from pages.models import BasePage

SIZE = 100
"""Pages of a batch: their content is some megabytes."""


def surveys_of_drafts(pages: Sequence[BasePage], code: str) -> Iterator[tuple[BasePage, Survey]]:
    """Each page with the survey of its newest version, in the order given.

    Two statements for a batch, and one for each page that has no version.
    """
    for start in range(0, len(pages), SIZE):
        batch = pages[start : start + SIZE]
        contents = dict(Revision.objects.filter(pk__in=[page.latest_revision_id for page in batch]).values_list("pk", "content"))
        records: dict[int, list[Record]] = {}
        for row in TranslationRecord.objects.filter(page__in=[page.pk for page in batch], language=code):
            records.setdefault(row.page_id, []).append(record_of(row))
        for page in batch:
            content = contents[page.latest_revision_id] if page.latest_revision_id in contents else public_content(page)
            yield page, surveyed(page.specific_class, content, code, OnRecord(tuple(records.get(page.pk, ()))))
