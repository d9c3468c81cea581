"""Connections to the outside, and to nowhere else: a name is resolved once, its address is looked at, and that very address is called.

Editors type addresses, and other sites redirect: without this, a link could make the server ask its own neighbours (a database's console,
the metadata of a cloud). Resolving again at the connection would let a name answer differently the second time.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from typing import Any

from django.conf import settings

CONNECT_SECONDS = 5
"""For the connection, and for each silence after it."""

TOTAL_SECONDS = 15
"""For one answer as a whole, however slowly it drips."""

PORTS = frozenset({80, 443, 8080, 8443})
"""Where sites are. A link that knocks at other doors is no link for readers."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenAddressError(OSError):
    """The name leads into a private network, or to a port where no site is."""


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises ``ForbiddenAddressError`` where any of them is not public, ``OSError`` where there is none."""
    allows_loopback = settings.EXTERNAL_LINKS_ALLOW_LOOPBACK
    if port not in PORTS and not allows_loopback:
        raise ForbiddenAddressError(f"port {port}")
    found = [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        parsed = ipaddress.ip_address(address.partition("%")[0])
        if not (is_public(parsed) or (allows_loopback and parsed.is_loopback)):
            raise ForbiddenAddressError(address)
    return found


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet; those that carry another one inside are judged by that one, too."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(carried is not None and not is_public(carried) for carried in inside):
            return False
        if address.ipv4_mapped is not None or address in _NAT64:
            return True
    return address.is_global and not address.is_multicast


class Connection(http.client.HTTPConnection):
    """A connection to the address that was looked at. TLS is checked against the name, as browsers do."""

    def __init__(self, host: str, port: int, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=CONNECT_SECONDS)
        self._context = ssl.create_default_context() if is_secure else None
        self._deadline: threading.Timer | None = None

    def connect(self) -> None:
        """Connects. Raises ``OSError`` where it cannot, ``ForbiddenAddressError`` where it must not."""
        raw = self._reached(resolved(self.host, self.port))
        self._deadline = threading.Timer(TOTAL_SECONDS, _give_up, args=(raw,))
        self._deadline.daemon = True
        self._deadline.start()
        self.sock: Any = raw
        if self._context is not None:
            try:
                self.sock = self._context.wrap_socket(raw, server_hostname=self.host)
            except BaseException:
                raw.close()
                raise

    def _reached(self, addresses: list[str]) -> socket.socket:
        """A connection to the first of these addresses that answers: many hosts, and many networks, speak one of IPv4 and IPv6 alone."""
        *others, last = addresses
        for address in others:
            try:
                return socket.create_connection((address, self.port), CONNECT_SECONDS)
            except OSError:
                continue
        return socket.create_connection((last, self.port), CONNECT_SECONDS)

    def close(self) -> None:
        """Ends the connection, whatever the other side has yet to say."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().close()


def _give_up(raw: socket.socket) -> None:
    try:
        raw.shutdown(socket.SHUT_RDWR)
    except OSError:
        # Closed in the meantime.
        return
