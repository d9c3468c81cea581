"""Production is safe by default; development stays on its own machine."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.settings.development import loopback_host, secret_key

PRODUCTION = {"SECRET_KEY": "k" * 60, "PUBLIC_URL": "https://club.example"}


def ask(module: str, expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate an expression on the settings `module` in a process of its own, with nothing else in its environment."""
    return subprocess.run(
        [sys.executable, "-c", f"import {module} as settings; print({expression})"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_to_start_without_a_secret_key_or_a_public_address() -> None:
    for missing in PRODUCTION:
        answer = ask("cms.settings.production", "'started'", **{key: value for key, value in PRODUCTION.items() if key != missing})
        assert answer.stdout == ""
        assert answer.stderr.splitlines()[-1] == (
            f"django.core.exceptions.ImproperlyConfigured: {missing} is required in the environment"
            " (cms.settings.development needs nothing)."
        )


def test_production_says_nothing_to_strangers() -> None:
    expression = (
        "settings.DEBUG, settings.ALLOWED_HOSTS, settings.CORS_ALLOWED_ORIGINS, settings.HAS_DEMO_CONTENT,"
        " settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER,"
        " settings.SECURE_HSTS_SECONDS"
    )
    answer = ask("cms.settings.production", expression, **PRODUCTION)
    assert answer.stdout == "False [] [] False True True True None 31536000\n"


ALONE = {"CLUB_GRAPHQL_URL": "https://api.club.example:8443/graphql", "SITE_URL": "https://www.club.example"}


def test_the_website_alone_needs_an_endpoint_and_its_own_address_and_no_secret() -> None:
    for missing in ALONE:
        answer = ask("cms.settings.website", "'started'", **{key: value for key, value in ALONE.items() if key != missing})
        assert answer.stdout == ""
        assert f"{missing} is required in the environment" in answer.stderr
    expression = (
        "settings.WEBSITE_MEDIA_ORIGIN, settings.DATABASES, settings.DEBUG, settings.SECURE_SSL_REDIRECT, hasattr(settings, 'SECRET_KEY')"
    )
    answer = ask("cms.settings.website", expression, **ALONE)
    assert answer.stdout == "https://api.club.example:8443 {} False True False\n"


def test_the_website_alone_loads_nothing_of_the_house() -> None:
    code = "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"
    rooms = (
        "sorted({name.split('.')[0] for name in sys.modules} & {'pages', 'search', 'api', 'editorial', 'wagtail', 'graphql', 'tantivy'})"
    )
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}; print({rooms})"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.settings.website", **ALONE},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "[]\n"


def test_readers_find_the_pages_at_the_public_address_unless_told_where() -> None:
    for said, expected in (({}, "https://club.example"), ({"SITE_URL": "https://www.parents.example/"}, "https://www.parents.example")):
        answer = ask("cms.settings.production", "settings.SITE_URL", **PRODUCTION, **said)
        assert answer.stdout == f"{expected}\n"


def test_production_requires_a_second_factor_unless_told_in_so_many_words(tmp_path: Path) -> None:
    name = "SECOND_FACTOR_REQUIRED_OF_PUBLISHERS"
    for module, said, expected in (
        ("production", {}, "True\n"),
        ("production", {name: ""}, "True\n"),
        ("production", {name: "no"}, "False\n"),
        ("development", {}, "False\n"),
        ("development", {name: "yes"}, "True\n"),
    ):
        answer = ask(f"cms.settings.{module}", f"settings.{name}", **PRODUCTION, VAR_DIR=str(tmp_path), **said)
        assert answer.stdout == expected
    answer = ask("cms.settings.production", "'started'", **PRODUCTION, **{name: "perhaps"})
    assert answer.stdout == ""
    assert answer.stderr.splitlines()[-1].endswith(f"{name} must be yes or no, not 'perhaps'.")


def test_the_endpoint_is_open_unless_told_in_so_many_words() -> None:
    expression = "settings.GRAPHQL_DOCUMENTS, settings.GRAPHQL_EXPLORATION"
    said = {"GRAPHQL_DOCUMENTS": "allow-list", "GRAPHQL_EXPLORATION": "no"}
    assert ask("cms.settings.production", expression, **PRODUCTION).stdout == "open True\n"
    assert ask("cms.settings.production", expression, **PRODUCTION, **said).stdout == "allow-list False\n"
    answer = ask("cms.settings.production", "'started'", **PRODUCTION, GRAPHQL_DOCUMENTS="closed")
    assert answer.stdout == ""
    assert answer.stderr.splitlines()[-1].endswith("GRAPHQL_DOCUMENTS must be one of open, allow-list, not 'closed'.")


def test_search_is_in_the_process_unless_a_server_is_named() -> None:
    expression = "settings.SEARCH_ENGINE, settings.SEARCH_URL, settings.SEARCH_STANDBY"
    assert ask("cms.settings.production", expression, **PRODUCTION).stdout == "tantivy () False\n"
    answer = ask("cms.settings.production", "'started'", **PRODUCTION, SEARCH_ENGINE="elasticsearch")
    assert answer.stdout == ""
    assert answer.stderr.splitlines()[-1].endswith(
        "SEARCH_URL is required: where the search server is, such as https://user:password@host:9200."
    )
    said = {"SEARCH_ENGINE": "elasticsearch", "SEARCH_URL": "https://search.example", "SEARCH_STANDBY": "yes"}
    assert ask("cms.settings.production", expression, **PRODUCTION, **said).stdout == (
        "elasticsearch ('https://search.example:443',) True\n"
    )


def test_development_needs_nothing_and_keeps_one_secret_key(tmp_path: Path) -> None:
    first, second = (ask("cms.settings.development", "settings.SECRET_KEY", VAR_DIR=str(tmp_path)) for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stdout.strip() == (tmp_path / "secret-key").read_text()
    assert len(first.stdout.strip()) == 86


def test_development_names_the_address_it_serves_on(tmp_path: Path) -> None:
    answer = ask("cms.settings.development", "settings.PUBLIC_URL", VAR_DIR=str(tmp_path), HOST="::1", PORT="8123")
    assert answer.stdout == "http://[::1]:8123\n"


def test_development_refuses_an_address_that_others_can_reach(tmp_path: Path) -> None:
    answer = ask("cms.settings.development", "'started'", VAR_DIR=str(tmp_path), HOST="0.0.0.0")  # noqa: S104 - what is refused
    assert answer.stdout == ""
    assert "ImproperlyConfigured: HOST is '0.0.0.0', but development settings have demo accounts" in answer.stderr
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback_addresses(host: str) -> None:
    assert loopback_host(host) == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "club.example", "localhost.example", ""])  # noqa: S104
def test_other_addresses(host: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        loopback_host(host)


def test_the_secret_key_is_its_owners_alone_and_leaves_no_draft(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    secret_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["secret-key"]


@pytest.mark.parametrize(
    ("modules", "place"),
    [(("shared", "production"), "## Production"), (("shared", "website"), "### The website alone")],
)
def test_every_setting_of_the_environment_has_its_row_in_the_readme(modules: tuple[str, ...], place: str) -> None:
    readme = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8").partition(f"\n{place}\n")[2]
    read = "".join((Path(settings.BASE_DIR) / "cms" / "settings" / f"{name}.py").read_text(encoding="utf-8") for name in modules)

    rows = [line.split("|")[1] for line in readme.partition("\n| variable |")[2].partition("\n\n")[0].splitlines()[2:]]
    written = sorted(name for row in rows for name in re.findall(r"`([A-Z_]+)`", row))
    assert written == sorted(re.findall(r'ENVIRONMENT\.\w+\(\s*"([A-Z_]+)"', read))
