"""Looking at drafts with a token, as a website does."""

from __future__ import annotations

from typing import Any

from api.preview.tokens import token_for
from pages.models import BasePage
from tests.api.asking import data_of, post
from tests.factories import loader

READ = """query Read($token: String!, $locale: Locale) { preview(token: $token, locale: $locale) {
  title summary path locale isFallback bodyHtml translations { locale title isReady }
} }"""

TITLE = "query ($token: String!) { preview(token: $token) { title } }"

INVALID = [{"code": "PREVIEW_INVALID"}]


def written(page: BasePage, **texts: Any) -> BasePage:
    """The page once a new version of it is saved, which the public does not have."""
    version = BasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in texts.items():
        setattr(version, name, value)
    version.save_revision(clean=False)
    return BasePage.objects.get(pk=page.pk)


def shown(page: BasePage, locale: str = "FR", query: str = READ) -> Any:
    return data_of(query, {"token": token_for(page, loader()), "locale": locale})["preview"]


def refusals(token: str) -> list[Any]:
    """The refusal of a token; nothing comes with it."""
    answer = post(READ, {"token": token}).json()
    assert answer["data"] == {"preview": None}
    return [error["extensions"] for error in answer["errors"]]
