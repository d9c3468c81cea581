"""How much each client may have computed, and report: in memory alone, and without an address written down anywhere."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from api.http.errors import ErrorCode, RequestError

# What a client may have at once, and per second after that, in objects of answers that are not kept yet. A page of a website asks for some
# hundred, once, and everybody behind it gets the kept answer; an object takes some ten microseconds, so this is a fifth of a processor.
BURST = 200_000
PER_SECOND = 20_000
# What a document costs that has to be parsed and validated first, in the same unit.
NEW_DOCUMENT = 100
# Clients remembered at once; who has not asked for the time of a full refill is as good as new.
CLIENTS = 10_000

# Reports of pages that a client may make at once, and per second after that. A school is one client; a person makes two or three.
REPORTS = 10
REPORTS_PER_SECOND = 1 / 60
# The same for all clients of a process together: thousands of addresses are no more than a busy evening.
REPORTS_OF_ALL = 300
REPORTS_OF_ALL_PER_SECOND = 0.5

# An operation of so many objects is a large one; as many of them run at once as leave threads for everybody else.
LARGE = 1_000
# Seconds that a large one waits for its turn.
PATIENCE = 2.0


class Allowances:
    """A bucket for each client, which fills again with time. `clock` is in seconds."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst = burst
        self.per_second = per_second
        self.clock = clock
        # New in each process: the keys say nothing to whoever reads the memory of another.
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, address: str, amount: int) -> None:
        """Take `amount` from what the client has left; raise RequestError, and take nothing, where that is not enough."""
        key = hashlib.blake2b(address.encode(), key=self._secret, digest_size=16).digest()
        now = self.clock()
        with self._lock:
            left, at = self._buckets.pop(key, (float(self.burst), now))
            left = min(float(self.burst), left + (now - at) * self.per_second)
            wanted = min(amount, self.burst)
            self._buckets[key] = (left - wanted if wanted <= left else left, now)
            if len(self._buckets) > CLIENTS:
                self._buckets.popitem(last=False)
        if wanted > left:
            raise RequestError(
                429,
                ErrorCode.RATE_LIMITED,
                "Too much was asked from here in a short time; wait, and ask again.",
                retry_after=max(1, math.ceil((wanted - left) / self.per_second)),
            )


class Reports:
    """How many reports of pages are taken: few from one client, and so many from all of them together."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.of_each = Allowances(REPORTS, REPORTS_PER_SECOND, clock)
        self.of_all = Allowances(REPORTS_OF_ALL, REPORTS_OF_ALL_PER_SECOND, clock)

    def take(self, address: str) -> None:
        """Take one report from what the client has left; raise RequestError where they, or all together, have none."""
        # The client's own first: who is refused takes nothing from the others.
        self.of_each.take(address, 1)
        self.of_all.take("", 1)


class LargeOperations:
    """Lets `at_once` large operations run, and as many wait; more are sent away, so that small ones always find a thread."""

    def __init__(self, at_once: int, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._running = threading.BoundedSemaphore(at_once)
        self._waiting = threading.BoundedSemaphore(at_once)

    @contextmanager
    def turn(self, objects: int) -> Iterator[None]:
        """Run the body when there is room for an operation of so many objects; raise RequestError where there is none in time."""
        if objects < LARGE:
            yield
            return
        if not self._acquire():
            raise RequestError(503, ErrorCode.OVERLOADED, "Many large operations are under way; ask again in a moment.", retry_after=1)
        try:
            yield
        finally:
            self._running.release()

    def _acquire(self) -> bool:
        if self._running.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._running.acquire(timeout=self.patience)
        finally:
            self._waiting.release()


class Client:
    """Somebody who asks: what their operations cost is taken from their allowance before it is spent."""

    def __init__(self, peer: str, allowances: Allowances, large: LargeOperations, reports: Reports) -> None:
        self.peer = peer
        self.allowances = allowances
        self.large = large
        self.reports = reports

    def prepare(self) -> None:
        """Pay for a document that has to be prepared; raise RequestError for a client that has asked too much."""
        self.allowances.take(self.peer, NEW_DOCUMENT)

    def report(self) -> None:
        """Pay for an operation that writes; raise RequestError for a client that has written too much."""
        self.reports.take(self.peer)

    def running(self, objects: int) -> AbstractContextManager[None]:
        """Pay for an operation of so many objects and wait for its turn; raise RequestError where either is refused."""
        self.allowances.take(self.peer, max(1, objects))
        return self.large.turn(objects)


def client_address(headers: Mapping[str, str], proxies: int) -> str:
    """The address a request comes from: what the outermost of our `proxies` proxies saw; without proxies, the peer itself.

    `headers` are those of WSGI. Of X-Forwarded-For only what our own proxies added counts: the rest is the client's to invent.
    """
    hops = [hop.strip() for hop in headers.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    seen = hops[-proxies] if proxies and len(hops) >= proxies else headers.get("REMOTE_ADDR", "")
    return network_of(seen)


def network_of(address: str) -> str:
    """The address, or the network, that stands for one client: a household has a whole network of IPv6 addresses."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    # An address of IPv4 in the clothes of IPv6 is one of IPv4.
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
