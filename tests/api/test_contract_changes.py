"""How the contract changes: what breaks clients is listed, and nothing is deprecated without a reason and two dates."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from graphql import GraphQLSchema, build_schema

from api.management.commands import contract_diff
from api.schema.contract import contract_text
from api.schema.differences import Differences, differences
from api.schema.explanations import check_explained

BEFORE = "type Query { a(x: Int = 1): String b: Int! c: C } enum C { D E }"
AFTER = "type Query { a(x: Int = 2, y: Int): String b: Int c: C } enum C { D F }"


def printed(base: str) -> str:
    output = StringIO()
    call_command("contract_diff", base, stdout=output)
    return output.getvalue()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contract of three fields."""
    monkeypatch.setattr(contract_diff, "contract_text", lambda: AFTER)


def test_what_breaks_clients_is_told_from_what_may_surprise_them() -> None:
    assert differences(BEFORE, AFTER) == Differences(
        breaking=["E was removed from enum type C.", "Query.b changed type from Int! to Int."],
        dangerous=[
            "An optional arg y on Query.a was added.",
            "F was added to enum type C.",
            "Query.a arg x has changed defaultValue from 1 to 2.",
        ],
    )
    assert differences(BEFORE, BEFORE + " type Unused { a: Int }") == Differences([], [])


@pytest.mark.usefixtures("now")
def test_the_command_lists_both_and_fails_if_anything_breaks(tmp_path: Path) -> None:
    file = tmp_path / "before.graphql"
    file.write_text(BEFORE)
    output = StringIO()

    with pytest.raises(CommandError, match=r"The contract breaks clients since .*before\.graphql: deprecate first") as failed:
        call_command("contract_diff", str(file), stdout=output)

    assert failed.value.returncode == 1
    assert output.getvalue() == (
        "Breaking: operations that worked are refused or answer otherwise (2):\n"
        "  - E was removed from enum type C.\n"
        "  - Query.b changed type from Int! to Int.\n"
        "\n"
        "Dangerous: clients that rely on today's values, types or defaults may notice (3):\n"
        "  - An optional arg y on Query.a was added.\n"
        "  - F was added to enum type C.\n"
        "  - Query.a arg x has changed defaultValue from 1 to 2.\n"
        "\n"
    )


@pytest.mark.usefixtures("now")
def test_what_only_may_surprise_does_not_fail(tmp_path: Path) -> None:
    file = tmp_path / "before.graphql"
    file.write_text(AFTER.replace(", y: Int", ""))

    assert printed(str(file)) == (
        "Dangerous: clients that rely on today's values, types or defaults may notice (1):\n"
        "  - An optional arg y on Query.a was added.\n"
        "\n"
        f"Nothing breaks since {file}.\n"
    )


def test_the_contract_does_not_differ_from_itself(tmp_path: Path) -> None:
    file = tmp_path / "same.graphql"
    file.write_text(contract_text(), encoding="utf-8")

    assert printed(str(file)) == f"Nothing breaks since {file}.\n"


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize("folder", [".", "inside"])
def test_the_contract_of_a_revision_is_compared(tmp_path: Path, folder: str, settings: Any) -> None:
    settings.BASE_DIR = tmp_path / folder
    contract = settings.BASE_DIR / "graphql" / "schema.graphql"
    contract.parent.mkdir(parents=True)
    contract.write_text(AFTER)
    committed(tmp_path)
    contract.write_text(BEFORE)

    assert printed("HEAD") == "Nothing breaks since HEAD.\n"
    for base in ("nowhere", "--output=leak"):
        with pytest.raises(CommandError, match=f"{base} is no file, and git says: fatal"):
            call_command("contract_diff", "--", base)
    assert sorted(entry.name for entry in tmp_path.rglob("*leak*")) == []


def committed(folder: Path) -> None:
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.invalid", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "Before"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def test_a_file_that_is_no_schema_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.graphql"
    file.write_text("Notes")

    with pytest.raises(CommandError, match="That is no GraphQL schema"):
        call_command("contract_diff", str(file))


# --- Explanations ---


def schema_with(reason: str | None) -> GraphQLSchema:
    """A described schema in which one part of each kind is deprecated."""
    mark = f'@deprecated(reason: "{reason}")' if reason is not None else ""
    return build_schema(
        f'''
        """The root.""" type Query {{
          """A field.""" field(
            """An argument.""" argument: Input {mark}
          ): Enum {mark}
        }}
        """An interface.""" interface Interface {{ """A field.""" field: Int {mark} }}
        """An input.""" input Input {{ """A field.""" field: Int {mark} }}
        """A choice.""" enum Enum {{ """A value.""" VALUE {mark} """Another.""" OTHER }}
        '''
    )


@pytest.mark.parametrize("reason", [None, "Use other (since 2026-11-28, removed after 2027-05-28)"])
def test_a_deprecation_with_reason_and_dates_is_accepted(reason: str | None) -> None:
    check_explained(schema_with(reason))


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "No longer supported",
        "(since 2026-11-28, removed after 2027-05-28)",
        "Use other (since 2026-11-28)",
        "Use other (since 2026-11-28, removed after 2027-05-28).",
        "Use other (since 2026-11-31, removed after 2027-05-28)",
        "Use other (since 2027-05-28, removed after 2026-11-28)",
        "Use other (since 2026-11-28, removed after 2026-11-28)",
    ],
)
def test_a_deprecation_without_reason_or_dates_stops_the_start(reason: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        check_explained(schema_with(reason))
    assert str(refused.value) == (
        "The reason why a part of the GraphQL schema is deprecated ends with “(since YYYY-MM-DD, removed after YYYY-MM-DD)”."
        " These do not: Enum.VALUE, Input.field, Interface.field, Query.field, Query.field(argument)."
    )


def test_a_part_without_a_description_stops_the_start() -> None:
    silent = """
        type Query { field(argument: Input): Enum } interface Interface { field: Int }
        input Input { field: Int } enum Enum { VALUE } scalar Scalar
    """
    with pytest.raises(ImproperlyConfigured) as refused:
        check_explained(build_schema(silent))
    assert str(refused.value) == (
        "These parts of the GraphQL schema have no description:"
        " Enum, Enum.VALUE, Input, Input.field, Interface, Interface.field, Query, Query.field, Query.field(argument), Scalar."
    )
