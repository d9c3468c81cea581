"""One address asked: politely, with every kind of answer, and never inside a private network."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from editorial.upkeep.links import asking, network
from editorial.upkeep.links.asking import Outcome, ask
from editorial.upkeep.links.network import ForbiddenAddressError, is_public, resolved
from tests.editorial.upkeep.serving import serving

Seen = list[tuple[str, str, dict[str, str]]]


@pytest.fixture
def site(settings: Settings) -> Iterator[tuple[str, Seen]]:
    settings.EXTERNAL_LINKS_ALLOW_LOOPBACK = True
    with serving() as running:
        yield running


def asked(seen: Seen) -> list[tuple[str, str]]:
    return [(method, path) for method, path, _headers in seen]


def test_a_page_that_answers_is_asked_once_and_no_body_is_wanted(site: tuple[str, Seen]) -> None:
    address, seen = site
    assert ask(f"{address}/page?q=é a#part") == Outcome(200, "200")
    ((method, path, headers),) = seen
    assert (method, path) == ("HEAD", "/page?q=%C3%A9%20a")
    assert headers["User-Agent"] == "ClubDesParentsConnectes-LinkCheck/1.0 (+http://testserver)"
    assert "Cookie" not in headers


def test_who_does_not_understand_head_is_asked_again_with_get(site: tuple[str, Seen]) -> None:
    address, seen = site
    assert ask(f"{address}/get-only") == Outcome(200, "200")
    assert asked(seen) == [("HEAD", "/get-only"), ("GET", "/get-only")]


@pytest.mark.parametrize("status", [404, 410, 500, 502])
def test_an_error_is_told_after_both(site: tuple[str, Seen], status: int) -> None:
    address, seen = site
    outcome = ask(f"{address}/status/{status}")
    assert (outcome, outcome.is_alive, outcome.is_guarded) == (Outcome(status, str(status)), False, False)
    assert len(seen) == 2


@pytest.mark.parametrize("status", [401, 403, 405, 429, 503, 999])
def test_who_turns_programs_away_is_not_dead(site: tuple[str, Seen], status: int) -> None:
    outcome = ask(f"{site[0]}/status/{status}")
    assert (outcome.status, outcome.is_alive, outcome.is_guarded) == (status, False, True)


def test_how_long_to_stay_away_is_told(site: tuple[str, Seen]) -> None:
    assert ask(f"{site[0]}/guarded/7200") == Outcome(429, "429", wait=7200)


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/301/new", Outcome(200, "200", "/new")),
        ("/308/301/new", Outcome(200, "200", "/new")),
        ("/302/new", Outcome(200, "200")),
        # Moved for good, and from there somewhere else for today: the former is what to write.
        ("/301/302/new", Outcome(200, "200", "/302/new")),
        ("/302/301/new", Outcome(200, "200")),
        ("/301/status/404", Outcome(404, "404")),
        ("/circle", Outcome(None, "redirections")),
        ("/to?", Outcome(None, "redirections")),
        ("/to?ftp://ailleurs.example/", Outcome(None, "no-address")),
        ("/to?file:///etc/passwd", Outcome(None, "no-address")),
        ("/garbage", Outcome(None, "broken")),
        ("/endless", Outcome(200, "200")),
        ("/cookie", Outcome(200, "200")),
        ("/302/cookie", Outcome(200, "200")),
    ],
)
def test_redirections_are_followed_and_told(site: tuple[str, Seen], path: str, outcome: Outcome) -> None:
    address, _seen = site
    moved_to = f"{address}{outcome.moved_to}" if outcome.moved_to else ""
    assert ask(f"{address}{path}") == Outcome(outcome.status, outcome.answer, moved_to)


def test_who_answers_too_late_is_given_up(site: tuple[str, Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "CONNECT_SECONDS", 0.05)
    assert ask(f"{site[0]}/dripping/0.5") == Outcome(None, "too-slow")


def test_nobody_listens_and_no_such_name(site: tuple[str, Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Outcome(None, "refused")

    def nowhere(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(network.socket, "getaddrinfo", nowhere)
    assert ask("https://nulle-part.example/") == Outcome(None, "no-host")
    assert ask("https://[::1") == Outcome(None, "broken")
    assert ask("http://hôte\u0000.example/") == Outcome(None, "broken")


def resolving_to(*addresses: str) -> object:
    def answer(_host: str, port: int, **_options: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return answer


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1", "255.255.255.255",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_private_addresses_are_not_called(address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EXTERNAL_LINKS_ALLOW_LOOPBACK = False
    monkeypatch.setattr(network.socket, "getaddrinfo", resolving_to(address))
    called: list[object] = []
    monkeypatch.setattr(network.socket, "create_connection", lambda *arguments: called.append(arguments))
    assert ask("https://dedans.example/") == Outcome(None, "private")
    # One that is public beside it changes nothing: the name is not trusted.
    monkeypatch.setattr(network.socket, "getaddrinfo", resolving_to("93.184.216.34", address))
    assert ask("https://dedans.example/") == Outcome(None, "private")
    assert called == []


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.216.34"], ["10.0.0.1"]])
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda host, port, **_options: resolving_to(*next(answers))(host, port))  # type: ignore[operator]
    called: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], _seconds: float) -> None:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(network.socket, "create_connection", connect)
    assert ask("http://tournant.example/") == Outcome(None, "refused")
    assert called == [("93.184.216.34", 80)]


def test_every_address_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.socket, "getaddrinfo", resolving_to("2606:2800:220:1::1", "93.184.216.34"))
    called: list[str] = []

    def connect(address: tuple[str, int], _seconds: float) -> None:
        called.append(address[0])
        raise OSError("Network is unreachable")

    monkeypatch.setattr(network.socket, "create_connection", connect)
    assert ask("http://double.example/") == Outcome(None, "broken")
    assert called == ["2606:2800:220:1::1", "93.184.216.34"]


def test_a_chain_of_redirections_is_given_up_after_a_while(site: tuple[str, Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", -1)
    assert ask(f"{site[0]}/page") == Outcome(None, "too-slow")
    assert site[1] == []


@pytest.mark.parametrize(("code", "answer", "is_guarded"), [(20, "incomplete-certificate", True), (10, "certificate", False)])
def test_certificates(monkeypatch: pytest.MonkeyPatch, code: int, answer: str, is_guarded: bool) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        error = ssl.SSLCertVerificationError("certificate verify failed")
        error.verify_code = code
        raise error

    monkeypatch.setattr(network.Connection, "connect", refuse)
    outcome = ask("https://a.example/")
    assert (outcome, outcome.is_guarded) == (Outcome(None, answer), is_guarded)


def test_redirections_are_looked_at_like_everything_else(
    site: tuple[str, Seen], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _seen = site
    assert ask(f"{address}/to?http://169.254.169.254/latest/meta-data/") == Outcome(None, "private")
    assert ask(f"{address}/to?http://10.0.0.1/") == Outcome(None, "private")


def test_doors_that_are_no_sites_are_not_knocked_at(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EXTERNAL_LINKS_ALLOW_LOOPBACK = False
    monkeypatch.setattr(network.socket, "getaddrinfo", resolving_to("93.184.216.34"))
    assert resolved("ailleurs.example", 443) == ["93.184.216.34"]
    for port in (22, 25, 5432, 6379, 9200):
        with pytest.raises(ForbiddenAddressError):
            resolved("ailleurs.example", port)
        assert ask(f"http://ailleurs.example:{port}/") == Outcome(None, "private")


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_by_itself(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert is_public(mapped) == is_public(translated) == is_public(address) == (address.is_global and not address.is_multicast)
