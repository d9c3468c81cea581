"""Scripts come from us alone, and inline ones are for the admin alone."""

import pytest
from django.test import Client


def policy(client: Client, path: str) -> dict[str, str]:
    header = client.get(path)["Content-Security-Policy"]
    return dict(directive.strip().split(" ", 1) for directive in header.split(";"))


STRICT = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def test_what_has_no_policy_of_its_own_gets_the_strict_one(client: Client) -> None:
    assert policy(client, "/graphql/nothing-here") == STRICT


@pytest.mark.django_db
def test_the_admin_may_write_scripts_and_styles_into_its_pages(client: Client) -> None:
    inline = "'self' 'unsafe-inline'"
    assert policy(client, "/admin/login/") == {**STRICT, "script-src": inline, "style-src": inline}
