"""Translators of Arabic, and forms filled in by two people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from pages.models import BasePage, TranslatorGroup
from tests.pages.admin.screens import Data, open_screen


def member(name: str, page: BasePage, *rights: str, language: str = "", **fields: Any) -> User:
    """Somebody with rights on a page and those below it, through a group of their own; of translators where a language is given."""
    group = Group.objects.create(name=name)
    for right in rights:
        permission = Permission.objects.get(codename=f"{right}_basepage", content_type__app_label="pages")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    if language:
        TranslatorGroup.objects.create(group=group, language=language)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(name, f"{name}@exemple.invalid", "un mot de passe de test", **fields)
    user.groups.add(group)
    return user


def browser_of(user: User) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


def address_of(page: BasePage) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client: Client, page: BasePage) -> Data:
    """What the page's form would send if nothing were changed."""
    return open_screen(client, address_of(page))


def newest(page: BasePage) -> Any:
    """The page as its newest version has it."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
