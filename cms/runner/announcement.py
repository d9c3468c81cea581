"""Tells whoever started the house where it answers, once it does."""

import http.client
import socket
import threading
import time
from typing import TextIO

from django.conf import settings
from django.urls import reverse

from cms.alive import ALIVE_PATH
from cms.demo_accounts import DEMO_ACCOUNTS, PASSWORD

ASK_EVERY = 0.2  # seconds
FIRST_ANSWER_WITHIN = 120  # seconds; after that the web server's own log says more than we could


def is_taken(host: str, port: int) -> bool:
    """Say whether another program listens on this address already."""
    family, _type, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a connection that has just ended does not make an address taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            return True
    return False


def announce_when_ready(output: TextIO) -> None:
    """Return at once; write the addresses on `output` when the web server has given its first answer."""
    threading.Thread(target=_announce, args=(output,), name="announcement", daemon=True).start()


def addresses() -> str:
    """Return the text: where to go and, in development, with which account."""
    places = {"Website": reverse("website"), "Admin": reverse("wagtailadmin_home"), "GraphQL": reverse("graphql")}
    if settings.GRAPHQL_EXPLORATION:
        places["GraphiQL"] = reverse("graphiql")
    lines = [f"{settings.WAGTAIL_SITE_NAME} is ready:"]
    lines += [f"  {name:<9} {settings.PUBLIC_URL}{path}" for name, path in places.items()]
    if settings.HAS_DEMO_CONTENT:
        lines.append(f"Demo accounts, password {PASSWORD}:")
        lines += [f"  {account.username:<31} may {account.may}" for account in DEMO_ACCOUNTS]
    return "\n".join([*lines, "Ctrl-C ends it."])


def _announce(output: TextIO) -> None:
    deadline = time.monotonic() + FIRST_ANSWER_WITHIN
    while time.monotonic() < deadline:
        if _answers():
            output.write(f"\n{addresses()}\n\n")
            output.flush()
            return
        time.sleep(ASK_EVERY)


def _answers() -> bool:
    connection = http.client.HTTPConnection(settings.HOST, settings.PORT, timeout=ASK_EVERY * 10)
    try:
        connection.request("GET", ALIVE_PATH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
