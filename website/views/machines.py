"""What programs read of the site: maps for search engines, the feed of what is new, whom to tell of a hole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from website.addresses import absolute, page_address, site_address
from website.asking import ask
from website.languages import Language, languages
from website.presenting import sitemaps
from website.serving import website_view

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
# Seconds; nothing in these files changes but with the program and its settings.
A_DAY = 86_400
# RFC 9116 asks for less than a year: whoever reads it later is to look for a newer one.
VALID_FOR = dt.timedelta(days=180)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What robots are asked to leave alone, and where the map is; pages that are not to be found say so themselves."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /graphql", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return _steady(HttpResponse("\n".join(lines), content_type=TEXT))


@require_safe
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """The map of each language."""
    maps = [absolute(f"/sitemap-{language.code}.xml") for language in languages()]
    return _steady(HttpResponse(render_to_string("website/machines/sitemap_index.xml", {"addresses": maps}), content_type=XML))


@website_view
def sitemap(request: HttpRequest, language: Language) -> HttpResponse:
    """Everything that is to be found in a language; sample content is not."""
    entries = [*sitemaps.own_screens(ask(request, "SitemapTerms", {"locale": language.enum}), language)]
    for page in _pages(request, language):
        if len(entries) == sitemaps.MOST_ADDRESSES:
            break
        if "noindex" not in page["seo"]["robots"]:
            entries.append(sitemaps.page_entry(page, language))
    return HttpResponse(render_to_string("website/machines/sitemap.xml", {"entries": entries}), content_type=XML)


@website_view
def news(request: HttpRequest, language: Language) -> HttpResponse:
    """The feed of what was published last (Atom)."""
    data = ask(request, "NewsFeed", {"locale": language.enum})
    here, pages = absolute(site_address(language, "nouveautes.atom")), data["pages"]["nodes"]
    home, host = data["site"]["home"], urlsplit(settings.SITE_URL).hostname
    feed = Atom1Feed(
        title=gettext("%(site)s: what is new") % {"site": data["site"]["name"]},
        link=absolute(page_address(language, "/")),
        description=home["summary"] if home else "",
        language=language.code,
        feed_url=here,
        feed_guid=f"tag:{host},2026:{language.code}",
        subtitle=home["summary"] if home else "",
    )
    for page in pages:
        feed.add_item(
            title=page["title"],
            link=absolute(page_address(language, page["path"])),
            description=page["summary"],
            unique_id=f"tag:{host},2026:{language.code}:{page['key']}",
            pubdate=_moment(page["publishedAt"]),
            updateddate=_moment(page["updatedAt"] or page["publishedAt"]),
            author_name=page["organisation"]["name"] if page["organisation"] else data["site"]["name"],
            categories=[theme["name"] for theme in page["themes"]],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); there is nothing where the settings name nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.astimezone(dt.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {', '.join(language.code for language in languages() if language.code in ('fr', 'en'))}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
        "",
    ]
    return _steady(HttpResponse("\n".join(lines), content_type=TEXT))


def _pages(request: HttpRequest, language: Language) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        found = ask(request, "SitemapPages", {"locale": language.enum, "after": after})["pages"]
        yield from found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            return
        after = found["pageInfo"]["endCursor"]


def _moment(value: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(value) if value else None


def _steady(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
