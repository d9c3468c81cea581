"""Pages as JSON-LD in the words of schema.org: only what is public, in the language the page is served in, addresses absolute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings
from django.db.models import Model

from api.loading.ancestors import way_to
from api.loading.kinds import Kind
from api.loading.reading import own_columns
from api.loading.relations import in_language_served
from api.loading.rows import Row
from api.loading.texts import BODY
from api.rendering import embedded, rich_text
from api.rendering.blocks_text import text_plain
from api.rendering.cards import card_address
from api.rendering.credit import association, canonical
from api.rendering.images import social_address
from api.rendering.video_data import video_object
from pages import languages, models
from pages.event_status import EventStatus
from pages.models import ClubImage
from pages.sanitising import web_address

Facts = dict[str, Any]

# What could end a script element, begin another or a comment, or break a line of JavaScript. In JSON all of it stands inside strings.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})

_EVENT_STATUS = {EventStatus.CANCELLED: "EventCancelled", EventStatus.POSTPONED: "EventPostponed"}


def script_safe(value: Any) -> str:
    """`value` as JSON that may stand inside a script element."""
    return orjson.dumps(value).decode().translate(_ESCAPES)


def json_ld(page: Row) -> str:
    """What the page is and where it stands, as JSON-LD for a script element."""
    model = page.kind.model if isinstance(page.kind, Kind) else None
    made = _MAKERS.get(model, _web_page)(page) if model else {}
    graph = [_without_gaps({**_shared(page), **made}), _breadcrumbs(page)]
    return script_safe({"@context": "https://schema.org", "@graph": [facts for facts in graph if facts]})


def _without_gaps(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _shared(page: Row) -> Facts:
    """What there is to say of every page."""
    return {
        "name": page.get("title"),
        "description": page.get("summary"),
        "url": canonical(page, page.served),
        "inLanguage": page.served,
        "image": card_address(page),
    }


def _written(page: Row) -> Facts:
    """What there is to say of a page that somebody wrote and published."""
    publisher = association(page)
    updated = languages.published_at({name: page.get(name) for name in languages.publication_columns()}, page.served)
    return {
        "datePublished": _moment(page.get("first_published_at")),
        "dateModified": _moment(updated),
        "publisher": _organisation(publisher) if publisher else None,
    }


def _web_page(page: Row) -> Facts:
    reviewed = page.get("last_reviewed_on")
    return {"@type": "WebPage", **_written(page), "lastReviewed": reviewed.isoformat() if reviewed else None}


def _article(page: Row) -> Facts:
    return {"@type": "Article", "headline": page.get("title"), **_written(page)}


def _collection(page: Row) -> Facts:
    return {"@type": "CollectionPage", **_written(page)}


def _website(page: Row) -> Facts:
    return {"@type": "WebSite", "name": settings.WAGTAIL_SITE_NAME, "alternateName": page.get("title")}


def _how_to(page: Row) -> Facts:
    steps = [block for block in page.related(BODY) if getattr(block.kind, "block_type", "") == "step"]
    made = [_step(block, position) for position, block in enumerate(steps, start=1)]
    return {"@type": "HowTo", **_written(page), "step": made}


def _step(block: Row, position: int) -> Facts:
    picture = embedded.image(block)
    return _without_gaps(
        {
            "@type": "HowToStep",
            "position": position,
            "name": block.get("title"),
            "text": rich_text.plain(block.get("text")),
            "image": picture and social_address(picture),
        }
    )


def _faq(page: Row) -> Facts:
    """The page's own question with the words of its text, and each question that comes up in it."""
    blocks = page.related(BODY)
    inside = [block for block in blocks if getattr(block.kind, "block_type", "") == "question"]
    own = page.related(own_columns(page.kind)).get("question") or page.get("title")
    said = text_plain(block for block in blocks if block not in inside)
    asked = [(own, said), *((block.get("question"), rich_text.plain(block.get("answer"))) for block in inside)]
    return {"@type": "FAQPage", **_written(page), "mainEntity": [_question(*pair) for pair in asked if all(pair)]}


def _question(question: str, answer: str) -> Facts:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def _interview(page: Row) -> Facts:
    return video_object(page) or _web_page(page)


def _event(page: Row) -> Facts:
    own = page.related(own_columns(page.kind))
    organiser = association(page)
    zone = ZoneInfo(own.get("timezone"))
    place, online = _place(own), _online(page, own)
    mode = "Mixed" if place and online else "Offline" if place else "Online"
    return {
        "@type": "Event",
        "startDate": own.get("starts_at").astimezone(zone).isoformat(),
        "endDate": own.get("ends_at").astimezone(zone).isoformat(),
        # Whether it is live or over, the dates say: schema.org has no word for it.
        "eventStatus": f"https://schema.org/{_EVENT_STATUS.get(EventStatus(own.get('status')), 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": [where for where in (place, online) if where],
        "organizer": _organisation(organiser) if organiser else None,
        "isAccessibleForFree": own.get("is_free"),
        "maximumAttendeeCapacity": own.get("capacity"),
        "inLanguage": [tag.strip() for tag in own.get("languages_spoken").split(",")],
    }


def _place(own: Row) -> Facts | None:
    if not own.get("venue_name"):
        return None
    address = {
        "@type": "PostalAddress",
        "streetAddress": own.get("venue_address"),
        "postalCode": own.get("postcode"),
        "addressLocality": own.get("city"),
        "addressCountry": "FR" if own.get("department") else None,
    }
    point = own.get("latitude"), own.get("longitude")
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if None not in point else None
    return _without_gaps({"@type": "Place", "name": own.get("venue_name"), "address": _without_gaps(address), "geo": geo})


def _online(page: Row, own: Row) -> Facts | None:
    if not own.get("platform") and not own.get("join_url"):
        return None
    address = web_address(own.get("join_url")) or canonical(page, page.served)
    return _without_gaps({"@type": "VirtualLocation", "name": own.get("platform"), "url": address})


def _space(page: Row) -> Facts:
    """The space of an association is about the association."""
    found = association(page)
    if found is None:
        return _web_page(page)
    logo = in_language_served(found, "logo_id", ClubImage)
    return {**_organisation(found), "description": found.get("description") or page.get("summary"), "logo": logo and social_address(logo)}


def _organisation(found: Row) -> Facts:
    return _without_gaps({"@type": "Organization", "name": found.get("name"), "url": web_address(found.get("url"))})


def _breadcrumbs(page: Row) -> Facts | None:
    way = [*way_to(page), page]
    if len(way) == 1:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.get("title") or "", "item": canonical(step, step.served)}
            for position, step in enumerate(way, start=1)
        ],
    }


def _moment(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


_MAKERS: dict[type[Model], Callable[[Row], Facts]] = {
    models.HomePage: _website,
    models.EditionIndexPage: _collection,
    models.EditionPage: _collection,
    models.ResourceIndexPage: _collection,
    models.EventIndexPage: _collection,
    models.OrganisationPage: _space,
    models.InterviewPage: _interview,
    models.GuidePage: _how_to,
    models.TutorialPage: _how_to,
    models.ActivityPage: _how_to,
    models.KitPage: _how_to,
    models.ArticlePage: _article,
    models.ConversationPage: _article,
    models.FaqPage: _faq,
    models.EventPage: _event,
}
