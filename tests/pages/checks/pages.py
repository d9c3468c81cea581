"""Pages with something to mend, and the forms that send them."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from pages import models
from tests.factories import AgeBandFactory, GuidePageFactory, OrganisationFactory, ThemeFactory
from tests.pages.ticks import ticked


def stream(*blocks: tuple[str, Any]) -> str:
    """A text of blocks as it is stored."""
    return json.dumps([{"type": kind, "value": value, "id": f"b{place}"} for place, (kind, value) in enumerate(blocks)])


def heading(level: int, text: str = "Titre") -> tuple[str, Any]:
    return ("heading", {"text": text, "level": str(level), "anchor": ""})


def paragraph(words: str) -> tuple[str, Any]:
    return ("paragraph", f"<p>{words}</p>")


def guide(**fields: Any) -> models.GuidePage:
    """A live guide with everything the form asks for."""
    page = GuidePageFactory(
        themes=[ThemeFactory()], ages=[AgeBandFactory()], organisation=OrganisationFactory(), **{"slug": "guide", **fields}
    )
    page.save_revision().publish()
    return models.GuidePage.objects.get(pk=page.pk)


def shown(client: Client, page: models.BasePage) -> Any:
    """The fields of the form as a browser gets them; texts of blocks, which a script draws, are empty."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields = querydict_from_html(html, form_id="page-edit-form")
    for name in [name for name in fields if name.startswith("publish_")]:
        del fields[name]
    fields.update(ticked(html, "page-edit-form"))
    for field in (page.main_text_field, "easy_read"):
        for code in ("fr", "en", "ar"):
            fields[f"{field}_{code}-count"] = "0"
    return fields


def paragraphs(field: str, *texts: str) -> dict[str, str]:
    """What a form sends for a text of paragraphs."""
    sent = {f"{field}-count": str(len(texts))}
    for place, text in enumerate(texts):
        content = {
            "blocks": [{"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}],
            "entityMap": {},
        }
        name = f"{field}-{place}"
        sent |= {f"{name}-deleted": "", f"{name}-order": str(place), f"{name}-type": "paragraph", f"{name}-id": f"p{place}"}
        sent |= {f"{name}-value": json.dumps(content)}
    return sent


def send(client: Client, page: models.BasePage, changes: dict[str, Any], *actions: str) -> Any:
    """Posts the form with these changes, as the button of ``actions`` does ("action-publish"); without one, as a draft."""
    fields = shown(client, page)
    for name, value in {**changes, **dict.fromkeys(actions, "1")}.items():
        fields.setlist(name, [value])
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]
