"""The ages of the child: what there is for each, with the school years it covers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from website.addresses import absolute, site_address
from website.asking import ask
from website.languages import Language
from website.listing import start
from website.presenting.ages import with_names
from website.presenting.moments import now_in_steps
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "ages"


@website_view
def age(request: HttpRequest, language: Language, code: str) -> HttpResponseBase:
    """One age."""
    data = ask(request, "AgeScreen", {"ages": [code], "from": now_in_steps(request).isoformat(), "locale": language.enum})
    bands = with_names(data["bands"])
    found = next((band for band in bands if band["code"] == code), None)
    if found is None:
        raise Http404
    screen = Screen(
        templates=["lists/age.html"],
        title=found["words"],
        description=found["description"],
        data=data,
        addresses=same_everywhere(ADDRESS, code),
        canonical=absolute(site_address(language, ADDRESS, code)),
        context={
            "age": found,
            "ages": bands,
            **start(data, language, {"age": code}),
        },
    )
    return respond(language, screen)
