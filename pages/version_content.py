"""What a version of a page says, apart from where it stands and in what state it is: as plain values, and as a digest of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations

from pages import languages

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
    """Everything a version says, as plain values: its columns, and its ordered children by the name of their relation."""
    with languages.source_language():
        content: dict[str, Any] = page.serializable_data()
    children = {relation.get_accessor_name(): relation.field.name for relation in get_all_child_relations(type(page))}
    plain = {}
    for name, value in content.items():
        if name in NOT_CONTENT or name.startswith("draft_title_"):
            continue
        plain[name] = _without_keys(value, children[name]) if name in children else value
    return plain


def _without_keys(rows: list[dict[str, Any]], owner: str) -> list[dict[str, Any]]:
    """Ordered children as what they say: their primary keys change whenever a version is saved."""
    return [{name: said for name, said in row.items() if name not in ("pk", "key", owner)} for row in rows]
