"""The website as a program of its own: without a database it gives the pages that the whole house gives, byte by byte."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from api.http.clients import REPORTS
from tests.ports import free_port
from tests.running_site import ROOT, Site, running_site, wait_until
from tests.site_screens import screens

# What programs read, what was moved, what a search finds, what is not there; beside every screen.
OTHERS = [
    "/fr/recherche?q=telephone&utm_source=lettre",
    "/fr/nouveautes.atom",
    "/sitemap.xml",
    "/sitemap-fr.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/fr",
    "/fr/a-propos/",
    "/fr/%00",
    "/foo",
]
SAME_HEADERS = (
    "content-type",
    "content-language",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-robots-tag",
    "cross-origin-opener-policy",
)
WORDS = "trottinette"


@dataclass(frozen=True)
class Reply:
    """What came over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Both:
    """The whole house, the website alone that asks it, and what each of them logged."""

    house: Site
    alone: str
    logs: tuple[Path, Path]


def get(address: str, path: str, **headers: str) -> Reply:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", quote(path, safe="/?&=%"), headers={name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
    finally:
        connection.close()


def answers(address: str) -> bool:
    try:
        return get(address, "/healthz").status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder, own = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("website")
    # The website stands before the house, and a proxy before the website.
    proxies = {"TRUSTED_PROXIES": "1"}
    with running_site(folder, settings="tests.bench_web.settings", more=proxies) as house:
        port = free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.website",
            "CLUB_GRAPHQL_URL": f"{house.address}/graphql",
            "SITE_URL": house.address,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SSL_REDIRECT": "no",
            "VAR_DIR": str(own),
            "PORT": str(port),
            **proxies,
        }
        address = f"http://127.0.0.1:{port}"
        with (own / "log").open("wb") as log:
            process = subprocess.Popen([sys.executable, "manage.py", "start"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(address), seconds=120)
            yield Both(house, address, (folder / "log", own / "log"))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def plain(text: str, both: Both) -> str:
    """A page, or a header, without where the files are, which must differ; captions of another server are asked for as a stranger's."""
    return text.replace(f"{both.house.address}/media/", "/media/").replace(' crossorigin="anonymous"', "")


def test_both_ways_give_the_same_pages_byte_by_byte(both: Both) -> None:
    for name, address in {**screens(both.house), **{address: address for address in OTHERS}}.items():
        at_home, alone = get(both.house.address, address), get(both.alone, address)

        assert (name, alone.status, alone.headers.get("location")) == (name, at_home.status, at_home.headers.get("location"))
        assert (name, plain(alone.body.decode(), both)) == (name, plain(at_home.body.decode(), both))
        told = {header: alone.headers.get(header) for header in SAME_HEADERS}
        assert (name, told) == (name, {header: at_home.headers.get(header) for header in SAME_HEADERS})
        assert not {"set-cookie"} & (set(alone.headers) | set(at_home.headers))


def test_alone_its_pages_say_how_long_they_hold_and_are_not_sent_twice(both: Both) -> None:
    page = get(both.alone, "/fr/aide")
    zipped = get(both.alone, "/fr/aide", Accept_Encoding="gzip")
    again = get(both.alone, "/fr/aide", If_None_Match=page.headers["etag"])

    control = dict(part.strip().partition("=")[::2] for part in page.headers["cache-control"].split(","))
    assert set(control) == {"public", "max-age", "s-maxage"}
    assert 0 <= int(control["max-age"]) <= 10 <= 60 - 0 >= int(control["s-maxage"])
    assert page.headers["surrogate-key"] != ""
    assert (again.status, again.body) == (304, b"")
    assert (zipped.headers["content-encoding"], gzip.decompress(zipped.body)) == ("gzip", page.body)


def test_the_endpoint_may_be_away_and_load_balancers_are_told(both: Both) -> None:
    ready = get(both.alone, "/readyz", Host="10.0.0.1")

    assert (ready.status, ready.body) == (200, b'{"answers": "ok"}')


def test_what_readers_say_arrives_at_the_desk_and_is_counted_by_who_says_it(both: Both) -> None:
    guide = "/ressources/enfant-harcele-en-ligne"
    (page,) = set(re.findall(r'name="page" value="([^"]+)"', get(both.alone, f"/fr{guide}").body.decode()))

    def say(visitor: str, **said: str) -> int:
        connection = http.client.HTTPConnection(both.alone.removeprefix("http://"), timeout=60)
        headers = {"X-Forwarded-For": f"198.51.100.9, {visitor}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/fr/signaler", urlencode({"page": page, "path": guide, **said}), headers)
        status = connection.getresponse().status
        connection.close()
        return status

    mistake = {"verdict": "mistake", "kind": "BROKEN"}
    assert say("192.0.2.1", **mistake, message=WORDS) == 303
    assert say("192.0.2.1", **mistake, message="x" * 1_001) == 422
    assert [say("192.0.2.1", verdict="helped") for _time in range(REPORTS - 1)] == [303] * (REPORTS - 2) + [429]
    assert say("192.0.2.2", verdict="not-helped") == 303

    models = "from pages.models import PageReport, PageVotes"
    reports = f"assert list(PageReport.objects.values_list('kind', 'message')) == [('broken', '{WORDS}')]"
    votes = f"assert list(PageVotes.objects.values_list('helped', 'not_helped')) == [({REPORTS - 2}, 1)]"
    both.house.manage("shell", "-c", f"{models}; {reports}; {votes}")


def test_what_is_published_shows_in_every_process_of_the_house(both: Both) -> None:
    assert all(b"Un autre nom" not in get(both.house.address, "/fr/a-propos").body for _time in range(10))
    code = "from pages.models import BasePage; p = BasePage.objects.get(slug='a-propos').specific; p.title_fr = 'Un autre nom'; p.save()"
    both.house.manage("shell", "-c", code)

    wait_until(lambda: all(b"Un autre nom" in get(both.house.address, "/fr/a-propos").body for _time in range(20)), seconds=10)


def test_no_log_holds_what_was_searched_for_nor_from_where_somebody_came(both: Both) -> None:
    for address in (both.house.address, both.alone):
        for path in (f"/fr/recherche?q={WORDS}", f"/fr/nothing/here?q={WORDS}", f"/nothing?q={WORDS}", f"/graphql?query={WORDS}"):
            get(address, path, Referer=f"http://elsewhere.invalid/?q={WORDS}")
        get(address, f"/fr/recherche?q={WORDS}", Host=f"{WORDS}.invalid")

    for log in both.logs:
        said = log.read_text()
        assert "/fr/recherche" in said
        assert WORDS not in said.replace(f"{WORDS}.invalid", "")
