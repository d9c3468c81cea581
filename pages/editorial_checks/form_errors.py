"""Findings put where an editor mends them: on the block, the row or the field of the form, hence on the right tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from pages.editorial_checks.findings import Finding
from pages.editorial_checks.wording import told


def rows_of(form: Any, relation: str) -> Sequence[Any]:
    """The rows of a list as a valid form will save them, those taken out apart; as the page holds them where the form has no such list."""
    formset = form.formsets.get(relation)
    if formset is None:
        return list(getattr(form.instance, relation).all())
    found: Sequence[Any] = formset.rows()
    return found


def add_errors(form: Any, findings: Iterable[Finding]) -> None:
    """Adds the findings to a valid form of a page; what has no field in this form is told above it."""
    by_text: dict[str, list[Finding]] = {}
    for finding in findings:
        place = finding.place
        rows = form.formsets[place.row.relation].standing() if place.row is not None and place.row.relation in form.formsets else []
        if place.row is not None and place.row.index < len(rows):
            row = rows[place.row.index]
            row.add_error(place.field if place.field in row.fields else None, ValidationError(finding.message))
        elif place.row is not None or place.field not in form.fields:
            form.add_error(None, ValidationError(told(form.instance, finding)))
        elif isinstance(form.instance._meta.get_field(place.field), StreamField):
            by_text.setdefault(place.field, []).append(finding)
        else:
            form.add_error(place.field, ValidationError(finding.message))
    for field, of_text in by_text.items():
        form.add_error(field, _text_error(form.instance, field, of_text))


def _text_error(page: Any, field: str, findings: Sequence[Finding]) -> ValidationError:
    """One error for a text, with those of its blocks inside: Wagtail shows no more than one on such a field."""
    stream: Any = page._meta.get_field(field).stream_block
    value = getattr(page, field)
    whole: list[ValidationError] = []
    by_block: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.place.block is None:
            whole.append(ValidationError(finding.message))
        else:
            by_block.setdefault(finding.place.block, []).append(finding)
    errors = {index: _block_error(stream.child_blocks[value.raw_data[index]["type"]], found) for index, found in by_block.items()}
    return StreamBlockValidationError(block_errors=errors, non_block_errors=whole)


def _block_error(block: Any, findings: Sequence[Finding]) -> ValidationError:
    if not isinstance(block, blocks.StructBlock):
        return _several(findings)
    parts: dict[str, list[Finding]] = {}
    for finding in findings:
        parts.setdefault(finding.place.part, []).append(finding)
    inside = {part: _part_error(block.child_blocks[part], found) for part, found in parts.items() if part}
    return StructBlockValidationError(block_errors=inside, non_block_errors=[ValidationError(found.message) for found in parts.get("", ())])


def _part_error(block: Any, findings: Sequence[Finding]) -> ValidationError:
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError(non_block_errors=[ValidationError(found.message) for found in findings])
    return _several(findings)


def _several(findings: Sequence[Finding]) -> ValidationError:
    return ValidationError([ValidationError(found.message) for found in findings])
