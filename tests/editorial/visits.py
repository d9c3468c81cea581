"""Visits to the admin as people make them: the password, then the second factor."""

from __future__ import annotations

import re
from binascii import unhexlify
from typing import Any

from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "un mot de passe de test"
HOME = "/admin/"
SET_UP = "/admin/account/second-factor/set-up/"
VERIFY = "/admin/account/second-factor/verify/"
ACCOUNT = "/admin/account/second-factor/"


def log_in(user: Any, where: str = HOME, password: str = PASSWORD) -> Client:
    """A browser in which the password was given, and nothing else."""
    client = Client()
    answer = client.post(reverse("wagtailadmin_login"), {"username": user.username, "password": password, "next": where})
    assert (answer.status_code, answer["Location"]) == (302, where)
    return client


def code_now(key: str, later: int = 0) -> str:
    """What the telephone shows, now or some half minutes later."""
    return f"{totp(unhexlify(key), drift=later):06d}"


def set_up(client: Client) -> tuple[str, list[str]]:
    """Sets a second factor up as a person does; returns the key in the telephone, and the recovery codes."""
    shown = client.get(SET_UP)
    key = client.session["second_factor_key"]
    answer = client.post(SET_UP, {"code": code_now(key), "next": shown.context["next"]})
    codes = re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", answer.content.decode())
    assert (answer.status_code, len(codes)) == (200, 10)
    return key, codes


def give(client: Client, code: str, next_address: str = HOME) -> Any:
    return client.post(VERIFY, {"code": code, "next": next_address})


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def enrolled(user: Any) -> tuple[str, list[str]]:
    """The second factor of somebody who set it up some time ago: their next code was not used yet."""
    made = set_up(log_in(user))
    TOTPDevice.objects.filter(user=user).update(last_t=-1)
    return made
