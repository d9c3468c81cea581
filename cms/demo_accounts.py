"""Accounts to try the admin with, in development only: their addresses end in `.invalid`, which nobody can own."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import QuerySet

# Printed at each start, and only good on a loopback address.
PASSWORD = "club-demo"  # noqa: S105 - published on purpose
DOMAIN = "club.invalid"


@dataclass(frozen=True)
class DemoAccount:
    """An account and what it may do; `group` is one of Wagtail's own, "" for a superuser."""

    username: str
    group: str
    may: str

    @property
    def email(self) -> str:
        """The address of the account."""
        return f"{self.username}@{DOMAIN}"


# The starter content is published in this name.
ADMINISTRATOR = DemoAccount("coordination", "", "everything")
DEMO_ACCOUNTS = (
    ADMINISTRATOR,
    DemoAccount("publisher", "Moderators", "write and publish"),
    DemoAccount("editor", "Editors", "write, and ask for publication"),
)


def make_demo_accounts() -> list[DemoAccount]:
    """Make the accounts that are missing and return those made; refuse outside development."""
    if not settings.HAS_DEMO_CONTENT:
        raise ImproperlyConfigured("Demo accounts exist in development only (cms.settings.development).")
    made = []
    with transaction.atomic():
        for account in DEMO_ACCOUNTS:
            if get_user_model().objects.filter(username=account.username).exists():
                continue
            user = get_user_model()(
                username=account.username,
                email=account.email,
                is_staff=not account.group,
                is_superuser=not account.group,
            )
            user.set_password(PASSWORD)
            user.save()
            if account.group:
                user.groups.add(Group.objects.get(name=account.group))
            made.append(account)
    return made


def demo_users() -> QuerySet[AbstractUser]:
    """Return the accounts whose address ends in `.invalid`, whoever made them."""
    users: QuerySet[AbstractUser] = get_user_model()._default_manager.filter(email__iendswith=".invalid")
    return users
