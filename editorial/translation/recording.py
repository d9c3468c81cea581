"""Putting on record which text was made from which French: what somebody says at the desk, and what is noticed when a version is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Revision

from editorial.models import TranslationRecord
from editorial.translation.digests import NOTHING
from editorial.translation.parts import Part
from editorial.translation.reading import OnRecord, on_record, surveyed
from editorial.translation.states import State, Survey, Verdict
from pages import languages


def put_on_record(
    page_id: int, code: str, part: Part, user: Any, *, verdict: Verdict = Verdict.CURRENT, reason: str = ""
) -> TranslationRecord:
    """Says of the two texts of a part, as they are, that one stands for the other (or as ``verdict`` has it)."""
    record, _made = TranslationRecord.objects.update_or_create(
        page_id=page_id,
        language=code,
        path=part.path,
        source_digest=part.source_digest,
        translation_digest=part.translation_digest,
        defaults={"source": part.source, "verdict": verdict.value, "reason": reason[:255], "made_by": user, "noticed_in": None},
    )
    return record


def notice(revision: Revision) -> dict[str, Survey]:
    """Puts on record the translations that are new in a version somebody saved, and returns how each language stands.

    Whoever writes a language has the French of the same version before them: the text is current. A text that was out of date and is
    changed in the page's form, where nobody sees what changed in the French, is to be looked at. A text that nothing is known of and
    that stays as it was, stays so.
    """
    model = revision.content_type.model_class()
    content, codes = revision.content, languages.translations()
    known = on_record(int(revision.object_id), codes)
    found = {code: surveyed(model, content, code, known[code]) for code in codes}
    new = {code: _unknown(found[code], known[code]) for code in codes}
    if any(new.values()) or _is_written_over(revision):
        before = _content_before(revision)
        for code in codes:
            _forget_what_was_written_over(revision, code, found[code])
            earlier = surveyed(model, before, code, known[code]).by_path if before is not None else {}
            TranslationRecord.objects.bulk_create(_records(revision, code, new[code], earlier), ignore_conflicts=True)
        known = on_record(int(revision.object_id), codes)
        found = {code: surveyed(model, content, code, known[code]) for code in codes}
    return found


def _unknown(survey: Survey, record: OnRecord) -> list[Part]:
    """The parts with a text in the language that is not on record at all."""
    by_path = record.known
    return [
        item.part
        for item in survey.items
        if item.part.translation_digest != NOTHING and item.part.translation_digest not in by_path.of(item.part.path)
    ]


def _is_written_over(revision: Revision) -> bool:
    return TranslationRecord.objects.filter(noticed_in=revision).exists()


def _content_before(revision: Revision) -> dict[str, Any] | None:
    """What the page said before somebody began to write this version; None: it is the first."""
    earlier = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    ).order_by("-pk")
    return earlier.values_list("content", flat=True).first()


def _forget_what_was_written_over(revision: Revision, code: str, survey: Survey) -> None:
    """A version that saves itself as somebody types leaves half words behind."""
    standing = {(item.part.path, item.part.translation_digest) for item in survey.items}
    noticed = TranslationRecord.objects.filter(noticed_in=revision, language=code).values_list("pk", "path", "translation_digest")
    gone = [pk for pk, path, text in noticed if (path, text) not in standing]
    if gone:
        TranslationRecord.objects.filter(pk__in=gone).delete()


def _records(revision: Revision, code: str, parts: Iterable[Part], earlier: Mapping[str, Any]) -> list[TranslationRecord]:
    found = []
    for part in parts:
        before = earlier.get(part.path)
        if before is not None and before.part.translation_digest == part.translation_digest:
            continue
        was_stale = before is not None and before.state is State.STALE
        found.append(
            TranslationRecord(
                page_id=int(revision.object_id),
                language=code,
                path=part.path,
                source_digest=part.source_digest,
                translation_digest=part.translation_digest,
                source=part.source,
                verdict=(Verdict.REVIEW if was_stale else Verdict.CURRENT).value,
                made_by_id=revision.user_id,
                noticed_in=revision,
            )
        )
    return found
