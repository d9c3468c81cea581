"""The sample events lie ahead whenever they are loaded; the sample kits come with files that programs can open."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from pages.event_times import wall_clock
from pages.media.links import kit_url
from pages.models import EventPage, KitFile, KitPage
from pages.starter_content.drawing.documents import content_of
from pages.starter_content.moments import moments
from pages.starter_content.sources import DOCUMENTS, document_file, page_source, records, tree

EVENTS = [name for name, _parent in tree() if page_source(name)["type"] == "EventPage"]
FILES = [(record, code) for record in records("documents") for code in record["title"]]
NUMBERS = re.compile(r"\b(3018|3020|3114|116[  ]?000|0800)\b")


def words_of(value: Any) -> list[str]:
    if isinstance(value, dict) and "fr" in value:
        return list(value.values())
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [word for part in parts for word in words_of(part)]


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("name", EVENTS)
def test_an_event_lies_ahead_on_its_day_whatever_the_day_of_loading(monkeypatch: pytest.MonkeyPatch, name: str, day: int) -> None:
    # A week in which Paris goes back to winter time.
    now = dt.datetime(2026, 10, 19, 23, 30, tzinfo=dt.UTC) + dt.timedelta(days=day)
    monkeypatch.setattr(timezone, "now", lambda: now)
    source = page_source(name)
    begin, end = moments(source)
    assert now < begin < end
    local = wall_clock(begin, "Europe/Paris")
    assert (local.weekday(), f"{local:%H:%M}", f"{wall_clock(end, 'Europe/Paris'):%H:%M}") == (
        source["starts"]["weekday"],
        source["starts"]["time"],
        source["ends"],
    )


@pytest.mark.parametrize(("record", "code"), FILES, ids=lambda value: value if isinstance(value, str) else value["slug"])
def test_a_document_is_what_the_script_writes_and_a_whole_opendocument(record: dict[str, Any], code: str) -> None:
    content = document_file(record, code).read_bytes()
    assert content == content_of(record, code)
    with ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        kind = "presentation" if "slides" in record else "text"
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read(first) == f"application/vnd.oasis.opendocument.{kind}".encode()
        trees = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()[1:]}  # noqa: S314 - our own files
    listed = {element.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") for element in trees["META-INF/manifest.xml"]}
    assert listed == {"/", "content.xml", "styles.xml", "meta.xml"} == {"/", *trees} - {"META-INF/manifest.xml"}
    text = "\n".join(trees["content.xml"].itertext())
    written = [title[code] for title in ([slide["title"] for slide in record["slides"]] if "slides" in record else [record["title"]])]
    assert [title for title in written if title not in text] == []
    if any("helpline" in part for part in record.get("slides") or record["text"]):
        assert "3018 – " in text


def test_documents_exist_for_every_record_and_no_other() -> None:
    assert sorted(path.name for path in DOCUMENTS.iterdir()) == sorted(document_file(record, code).name for record, code in FILES)
    assert {tuple(record["title"]) for record in records("documents")} == {("fr", "en")}


def test_no_number_to_call_is_typed_into_documents() -> None:
    assert [word for word in words_of(records("documents")) if NUMBERS.search(word)] == []


@pytest.mark.usefixtures("sample_site")
def test_the_sample_site_has_events_to_come_and_kits_to_take(client: Client) -> None:
    events = list(EventPage.objects.order_by("starts_at"))
    assert [(event.kind, bool(event.platform), event.city, event.department, event.calendar_sequence) for event in events] == [
        ("virtual_cafe", True, "", "", 0),
        ("workshop", False, "Lyon", "69", 0),
        ("conference", True, "Paris", "75", 0),
    ]
    assert all(event.live and event.starts_at > timezone.now() for event in events)
    assert [kit.slug for kit in KitPage.objects.order_by("path")] == ["kit-premier-telephone", "kit-vrai-ou-faux"]
    order = [(kind, code) for kind in ("slides", "handout", "letter") for code in ("fr", "en")]
    for kit in KitPage.objects.all():
        assert list(kit.files.order_by("sort_order").values_list("kind", "language")) == order
        with ZipFile(io.BytesIO(b"".join(client.get(kit_url(kit.key)).streaming_content))) as archive:
            assert archive.testzip() is None
            assert [tuple(name.split("-")[1:3]) for name in archive.namelist()] == order
            assert [archive.getinfo(name).file_size for name in archive.namelist()] == list(
                KitFile.objects.filter(kit=kit).order_by("sort_order").values_list("document__file_size", flat=True)
            )
