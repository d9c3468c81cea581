"""How often one address may knock at a guest's door: enough for an office that reads an edition, too seldom to guess a link."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from api.http.clients import Allowances, client_address
from api.http.errors import RequestError

# Pages opened at once, and each second after that.
KNOCKS = Allowances(burst=60, per_second=1)


def seconds_to_wait(headers: Mapping[str, str]) -> int:
    """Takes one knock from the allowance of whoever sent these headers (of WSGI); 0, or the seconds after which there is one again."""
    try:
        KNOCKS.take(client_address(headers, settings.TRUSTED_PROXIES), 1)
    except RequestError as refused:
        return refused.retry_after or 1
    return 0
