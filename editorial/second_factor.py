"""The second factor: who must have one, how it is set up and asked for, and how it is taken away.

It is a code that an application of the telephone shows for half a minute; ten codes on paper stand in for a telephone that is lost.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from datetime import datetime
from enum import Enum
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_otp import devices_for_user, user_has_device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from editorial import teams

RECOVERY_CODES = 10

_SHOWN_BY_TELEPHONE = re.compile(r"[0-9]{6}")
_SEPARATORS = re.compile(r"[\s-]")


class Missing(Enum):
    """What keeps somebody who gave their password from the admin."""

    SET_UP = "set up"
    CODE = "code"


class TooManyTriesError(Exception):
    """Wrong codes before this one: none is looked at until the moment ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def is_required_of(user: Any) -> bool:
    """Whether this person may not do without: those who publish something or coordinate, and superusers."""
    return settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS and bool(user.is_superuser or teams.is_publisher(user))


def is_set_up(user: Any) -> bool:
    """Whether this person has a second factor."""
    return bool(user_has_device(user))


def is_verified(user: Any) -> bool:
    """Whether a code was given in this visit."""
    return bool(user.is_verified())


def missing(user: Any) -> Missing | None:
    """What this visit lacks: whoever has a second factor is asked for a code, required or not."""
    if is_verified(user):
        return None
    if is_set_up(user):
        return Missing.CODE
    return Missing.SET_UP if is_required_of(user) else None


# --- setting up ------------------------------------------------------------------------------------------------------------------


def new_key() -> str:
    """A secret to share with a telephone, in hexadecimal."""
    return str(random_hex(20))


def address_for_telephone(user: Any, key: str) -> str:
    """The key as applications of telephones read it from a QR code."""
    return str(TOTPDevice(user=user, key=key).config_url)


@transaction.atomic
def set_up(user: Any, key: str, code: str) -> TOTPDevice | None:
    """Makes the key this person's second factor, in place of any other, once a code shows that their telephone has it; None where not.

    Raises ``PermissionDenied`` where they have one already and this visit did not give its code.
    """
    # Of two visits with the password alone, the second finds the telephone of the first.
    get_user_model()._default_manager.select_for_update().get(pk=user.pk)
    if missing(user) is Missing.CODE:
        raise PermissionDenied
    typed = _typed(code)
    shown = TOTP(unhexlify(key))
    if not _SHOWN_BY_TELEPHONE.fullmatch(typed) or not shown.verify(int(typed), tolerance=1):
        return None
    take_away(user)
    # The code that was just typed is used up.
    return TOTPDevice.objects.create(user=user, name="TOTP", key=key, last_t=shown.t(), drift=shown.drift)


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes, each good once; those before them are good no more."""
    device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Static"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user: Any) -> int:
    """How many of the codes are unused."""
    return int(StaticToken.objects.filter(device__user=user).count())


# --- asking ----------------------------------------------------------------------------------------------------------------------


def verify(user: Any, code: str) -> TOTPDevice | StaticDevice | None:
    """What accepts the code: this person's telephone or their recovery codes; None where neither does. A code is good once.

    Raises ``TooManyTriesError`` where wrong codes came before: the code is not looked at.
    """
    typed = _typed(code)
    model = TOTPDevice if _SHOWN_BY_TELEPHONE.fullmatch(typed) else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
        if device is None:
            return None
        is_allowed, why_not = device.verify_is_allowed()
        is_right = is_allowed and device.verify_token(typed)
    # Outside the transaction: the count of wrong codes is kept.
    if not is_allowed:
        raise TooManyTriesError(why_not["locked_until"])
    return device if is_right else None


def is_recovery(device: Any) -> bool:
    """Whether a recovery code was given, not one of the telephone."""
    return isinstance(device, StaticDevice)


def _typed(code: str) -> str:
    return _SEPARATORS.sub("", code).lower()


# --- taking away -----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_away(user: Any) -> int:
    """Forgets this person's telephone and recovery codes; returns how many such things there were. Visits need a new code from then on."""
    devices = list(devices_for_user(user, confirmed=None))
    for device in devices:
        device.delete()
    return len(devices)
