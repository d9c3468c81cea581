"""Reading how a page stands in a language: its newest version, what readers have, and what is on record of both."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from editorial.models import TranslationRecord
from editorial.translation.parts import SHOWN, Content, Known, parts_of
from editorial.translation.states import Record, Survey, Verdict, survey
from pages import languages
from pages.models import BasePage


@dataclass(frozen=True)
class OnRecord:
    """What is on record of the translations of one page into one language, oldest first."""

    records: tuple[Record, ...] = ()

    @property
    def by_path(self) -> Mapping[str, Sequence[Record]]:
        """The records of each part."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            found.setdefault(record.path, []).append(record)
        return found

    @property
    def known(self) -> Known:
        """What pairs the blocks of two languages."""
        return Known((record.path, record.translation_digest) for record in self.records)

    @property
    def following(self) -> frozenset[str]:
        """The paths of what was shown as in the French of its time."""
        return frozenset(
            record.path
            for record in self.records
            if record.path.endswith(f"/{SHOWN}") and record.source_digest == record.translation_digest
        )


def on_record(page_id: int, codes: Collection[str]) -> dict[str, OnRecord]:
    """What is on record of a page in each of these languages; one statement."""
    rows = TranslationRecord.objects.filter(page_id=page_id, language__in=codes)
    found: dict[str, list[Record]] = {code: [] for code in codes}
    for row in rows:
        found[row.language].append(record_of(row))
    return {code: OnRecord(tuple(records)) for code, records in found.items()}


def record_of(row: TranslationRecord) -> Record:
    """A row of the table as the rule has it."""
    return Record(
        path=row.path,
        source_digest=row.source_digest,
        translation_digest=row.translation_digest,
        source=row.source,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        made_by=row.made_by_id,
        made_at=row.made_at,
        pk=row.pk,
    )


def surveyed(model: Any, content: Content, code: str, record: OnRecord) -> Survey:
    """The parts of one version of a page in a language, with their states."""
    return survey(parts_of(model, content, code, record.known), record.by_path)


def draft_content(page: BasePage, row: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plain content of the newest version of a page: that of its last revision, or its ``row`` where it has none."""
    revision = page.get_latest_revision()
    if revision is not None:
        content: dict[str, Any] = revision.content
        return content
    return public_content(page) if row is None else row


def public_content(page: BasePage) -> dict[str, Any]:
    """The plain content of a page's row: what readers have, if it is live."""
    with languages.source_language():
        content: dict[str, Any] = page.specific_class.objects.get(pk=page.pk).serializable_data()
    return content


def survey_of_draft(page: BasePage, code: str) -> Survey:
    """How the newest version of a page stands in a language."""
    return surveyed(page.specific_class, draft_content(page), code, on_record(page.pk, [code])[code])


def survey_of_public(page: BasePage, code: str) -> Survey:
    """How what readers have of a page stands in a language."""
    return surveyed(page.specific_class, public_content(page), code, on_record(page.pk, [code])[code])
