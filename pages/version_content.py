"""What a version of a page says, apart from where it stands and in what state it is: as plain values, and as a digest of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from pages import languages
from pages.language_ticks import columns_in
from pages.streams import plain_value

if TYPE_CHECKING:
    from pages.models import BasePage

# What is not the text: where the page stands, its state, when it was published, who owns it.
NOT_CONTENT = frozenset(
    {
        *("pk", "id", "path", "depth", "numchild", "url_path", "content_type", "translation_key", "locale", "alias_of", "basepage_ptr"),
        *("live", "expired", "has_unpublished_changes", "go_live_at", "expire_at", "first_published_at", "last_published_at"),
        *("latest_revision", "latest_revision_created_at", "live_revision", "draft_title", "owner", "show_in_menus"),
        *("locked", "locked_at", "locked_by", "wagtail_admin_comments", "is_sample", "languages_published_at", "consented_languages"),
    }
)


def content_digest(page: BasePage) -> str:
    """The digest of everything a version says, in all languages; where it stands and in what state it is play no part."""
    return digest_of(content_of(page))


def digest_of(content: Any) -> str:
    """The digest of plain content, or of a part of it."""
    return hashlib.sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def content_of(page: BasePage) -> dict[str, Any]:
    """Everything a version says, as plain values: its columns, what is ticked, and its ordered children by the name of their relation.

    The same for a version and for the row it became, whichever database keeps them.
    """
    with languages.source_language():
        content: dict[str, Any] = page.serializable_data()
    children = {relation.get_accessor_name(): relation.field.name for relation in get_all_child_relations(type(page))}
    ticked = {relation.name for relation in get_all_child_m2m_relations(type(page))}
    columns = {column.name: column for column in page._meta.concrete_fields}
    plain = {}
    for name, value in content.items():
        if name in NOT_CONTENT or name.startswith("draft_title_"):
            continue
        if name in children:
            plain[name] = _without_keys(value, children[name])
        elif name in ticked:
            # Themes and people are ticked, not ordered: their order is that of their names of today.
            plain[name] = sorted(value)
        else:
            plain[name] = plain_value(columns.get(name), value)
    return plain


def _without_keys(rows: list[dict[str, Any]], owner: str) -> list[dict[str, Any]]:
    """Ordered children as what they say: their primary keys change whenever a version is saved."""
    return [{name: said for name, said in row.items() if name not in ("pk", "key", owner)} for row in rows]


def words_digests(page: BasePage) -> dict[str, str]:
    """The digest of what a version says in each language."""
    content = content_of(page)
    rows = {str(relation.get_accessor_name()): relation.related_model for relation in get_all_child_relations(type(page))}
    translated = {code: _words(page, content, rows, code) for code in languages.translations()}
    return {languages.source(): digest_of(_without_translations(page, content, rows))} | {
        code: digest_of(words) for code, words in translated.items()
    }


def _words(page: BasePage, content: Mapping[str, Any], rows: Mapping[str, Any], code: str) -> list[Any]:
    """The words of a translation: in which order its rows stand is the source text's business."""
    said: list[Any] = [{column: content.get(column) for column in sorted(columns_in(type(page), code))}]
    for relation, model in sorted(rows.items()):
        columns = sorted(columns_in(model, code))
        of_rows = [[row.get(column) for column in columns] for row in content.get(relation, ())]
        said.append(sorted(json.dumps(words, cls=DjangoJSONEncoder) for words in of_rows if any(words)))
    return said


def _without_translations(page: BasePage, content: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    plain = _but(content, type(page))
    return plain | {relation: [_but(row, model) for row in plain[relation]] for relation, model in rows.items() if relation in plain}


def _but(values: Mapping[str, Any], model: Any) -> dict[str, Any]:
    translations = {column for code in languages.translations() for column in columns_in(model, code)}
    return {name: value for name, value in values.items() if name not in translations}
