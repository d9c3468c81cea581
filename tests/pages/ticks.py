"""What a browser would send of a form's ticked boxes, which Wagtail's test helper leaves empty."""

from __future__ import annotations

from bs4 import BeautifulSoup


def ticked(html: str, form_id: str) -> dict[str, str]:
    """The boxes to tick that stand alone in a form, those that are ticked only."""
    form = BeautifulSoup(html, "html.parser").find(id=form_id)
    assert form is not None
    return {str(box["name"]): str(box.get("value", "on")) for box in form.select('input[type="checkbox"][name^="publish_"][checked]')}
