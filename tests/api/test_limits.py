"""Limits of documents: what nobody asks for in earnest is refused before anything that takes long looks at it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLError, OperationType, get_introspection_query

from api.http import exploration, prepared
from api.http.errors import RefusedDocumentError, RequestError
from api.http.limits import MAX_ALIASES, MAX_COMMENTS, MAX_DEPTH, MAX_DIRECTIVES, MAX_REPETITIONS, MAX_TOKENS
from api.http.merging import FieldsCanBeMerged
from api.http.prepared import TOO_INTRICATE, PreparedDocuments, parsed
from api.schema.build import schema
from tests.api.asking import post

NAME = "{ site { name } }"


def messages(query: str) -> list[tuple[str, str]]:
    """What is said of a document that cannot run: codes and sentences."""
    with pytest.raises(RefusedDocumentError) as refused:
        PreparedDocuments(schema()).operation(query, None)
    return [(str((error.extensions or {})["code"]), error.message) for error in refused.value.errors]


def runs(query: str) -> bool:
    """Whether a document may run."""
    return PreparedDocuments(schema()).operation(query, None).definition.operation is OperationType.QUERY


def aliases(count: int) -> str:
    return "{ " + " ".join(f"a{number}: site {{ name }}" for number in range(count)) + " }"


def directives(count: int) -> str:
    return "{ site { name " + "... @include(if: true) { name } " * count + "} }"


def repetitions(count: int) -> str:
    return "{ site { " + "name " * count + "} }"


def themes_deep(levels: int) -> str:
    """Themes and their parents, `levels` deep, half of the way through fragments of both kinds."""
    inner = "slug"
    for level in range(levels - 3):
        inner = f"... on Theme {{ parent {{ {inner} }} }}" if level % 2 else f"parent {{ {inner} }}"
    return f"{{ themes {{ nodes {{ ...Deep }} }} }} fragment Deep on Theme {{ {inner} }}"


def tokens(count: int) -> str:
    """A document of so many tokens: each operation has eight."""
    operations = " ".join(f"query Q{number} {{ site {{ name }} }}" for number in range(count // 8))
    return operations + "," * 9


def test_limits_are_those_of_the_contract() -> None:
    assert (MAX_TOKENS, MAX_DEPTH, MAX_ALIASES, MAX_DIRECTIVES, MAX_REPETITIONS, MAX_COMMENTS) == (2_000, 12, 15, 30, 30, 500)


@pytest.mark.parametrize(
    ("build", "most", "message"),
    [
        pytest.param(aliases, MAX_ALIASES, "The document has 16 aliases; at most 15 are answered.", id="aliases"),
        pytest.param(directives, MAX_DIRECTIVES, "The document has 31 directives; at most 30 are answered.", id="directives"),
        pytest.param(
            repetitions,
            MAX_REPETITIONS,
            "The document has 31 times the same field or fragment in one selection; at most 30 are answered.",
            id="repetitions",
        ),
        pytest.param(themes_deep, MAX_DEPTH, "The operation is more than 12 levels deep.", id="depth"),
    ],
)
def test_so_many_are_allowed_and_one_more_is_refused(build: Any, most: int, message: str) -> None:
    assert runs(build(most))
    assert ("LIMIT_EXCEEDED", message) in messages(build(most + 1))


def test_so_many_tokens_are_allowed_and_one_more_is_refused() -> None:
    full = tokens(MAX_TOKENS)

    assert len(parsed(full).definitions) == MAX_TOKENS // 8
    with pytest.raises(RefusedDocumentError) as refused:
        parsed(full + "{")
    assert [(error.message, error.extensions) for error in refused.value.errors] == [
        ("Syntax Error: Document contains more than 2000 tokens. Parsing aborted.", {"code": "LIMIT_EXCEEDED"})
    ]


def test_comments_are_bounded_too() -> None:
    assert runs("#\n" * MAX_COMMENTS + NAME)
    assert [code for code, _message in messages("#\n" * (MAX_COMMENTS + 1) + NAME)] == ["LIMIT_EXCEEDED"]


@pytest.mark.parametrize(
    "query",
    [
        "query Q @include(if: true) " + "@a " * 30 + NAME,
        "query Q(" + " ".join(f"$v{n}: Int @a" for n in range(31)) + ") " + NAME,
        NAME + " fragment F on Site " + "@a " * 31 + "{ name }",
        "{ site " + "@a " * 31 + "{ name } }",
        "{ site { ... " + "@a " * 31 + "{ name } } }",
        "{ site { ...F " + "@a " * 31 + "} } fragment F on Site { name }",
    ],
)
def test_directives_count_wherever_they_stand(query: str) -> None:
    assert messages(query) == [("LIMIT_EXCEEDED", "The document has 31 directives; at most 30 are answered.")]


def test_aliases_count_in_all_fragments_together() -> None:
    fragments = " ".join(f"fragment F{n} on Site {{ {' '.join(f'a{n}x{m}: name' for m in range(4))} }}" for n in range(4))

    assert messages("{ site { ...F0 } } " + fragments) == [("LIMIT_EXCEEDED", "The document has 16 aliases; at most 15 are answered.")]


def test_introspection_may_be_as_deep_as_tools_ask_and_under_no_other_name() -> None:
    assert runs(get_introspection_query(input_value_deprecation=True, schema_description=True))
    assert messages("{ a: __schema { queryType { name } } }") == [
        ("LIMIT_EXCEEDED", "The document has 1 aliases beside __schema; at most 0 are answered.")
    ]
    assert runs('{ a: __type(name: "Site") { name } b: __type(name: "Theme") { name } }')


def _fragments(count: int, body: str, on: str = "Site") -> str:
    return " ".join(f"fragment F{number} on {on} {{ {body} }}" for number in range(count))


def _spreads(count: int) -> str:
    return " ".join(f"...F{number}" for number in range(count))


# What took half a second and more, each of the shape that one of graphql-core's rules compares two by two.
INTRICATE = {
    "inline fragments full of one field": "{ site {" + ("... { " + "name " * 28 + "} ") * 28 + "} }",
    "one field for each type": '{ page(path: "/") {'
    + " ".join(f"... on {name} {{ {'title ' * 28} }}" for name in ("GuidePage", "FaqPage", "InterviewPage", "EditionPage", "KitPage") * 5)
    + "} }",
    "fragments of the same fields": "{ site { " + _spreads(100) + " } } " + _fragments(100, "name " * 10),
    "fragments of the same objects": "{ site { " + _spreads(90) + " } } " + _fragments(90, "home { " + "title " * 8 + "}"),
    "objects of the same fields": "{ " + ("site { " + "name " * 28 + "} ") * 29 + "}",
    "objects of objects": "{ " + ("site { " + ("home { " + "title " * 8 + "} ") * 5 + "} ") * 20 + "}",
    "fragments that spread their neighbours": "{ site { ...F0 } } "
    + " ".join(
        f"fragment F{number} on Site {{ name {' '.join(f'...F{other}' for other in range(number + 1, min(number + 11, 73)))} }}"
        for number in range(73)
    ),
    "a chain of fragments": "{ site { ...F0 } } "
    + " ".join(f"fragment F{number} on Site {{ name ...F{number + 1} }}" for number in range(200))
    + " fragment F200 on Site { name }",
}


@pytest.mark.parametrize("query", INTRICATE.values(), ids=INTRICATE)
def test_documents_that_take_long_to_validate_are_given_up(query: str) -> None:
    assert messages(query) == [("LIMIT_EXCEEDED", TOO_INTRICATE)]


def test_the_rule_that_gives_up_replaces_the_one_of_the_library() -> None:
    names = [rule.__name__ for rule in exploration.RULES]

    assert names.count("FieldsCanBeMerged") == 1
    assert "OverlappingFieldsCanBeMergedRule" not in names
    assert FieldsCanBeMerged.__mro__[1].__name__ == "OverlappingFieldsCanBeMergedRule"


NESTED = {
    "inline fragments": "{ " + "...{ " * 490 + "site { name } " + "} " * 490 + "}",
    "fields of introspection": "{ __schema { types { " + "fields { type { " * 180 + "name " + "} } " * 180 + "} } }",
    "lists": "{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }",
    "objects": "{ resources(filter: " + "{a: " * 480 + "1" + "}" * 480 + ") { totalCount } }",
    "types": "query ($a: " + "[" * 900 + "Int" + "]" * 900 + ") { site { name } }",
}


@pytest.mark.parametrize("query", NESTED.values(), ids=NESTED)
def test_documents_that_are_nested_beyond_any_sense_are_given_up(query: str) -> None:
    ((code, _message),) = messages(query)

    assert code == "LIMIT_EXCEEDED"


MANY_MISTAKES = {
    "fields": "{ " + " ".join(f"{'a' * 45}{number}" for number in range(1_900)) + "}",
    "types": "{ " + " ".join(f"... on Paage{number} {{ a }}" for number in range(300)) + "}",
    "arguments": "{ site(" + " ".join(f"lo{number}: FR" for number in range(600)) + ") { name } }",
    "variables": "query (" + " ".join(f"$v{number}: Int" for number in range(450)) + ") { site { name } }",
    "values": "{ nodes(ids: [" + " ".join(f"A{number}" for number in range(1_900)) + "]) { id } }",
    "cycles": "{ ...F0 } " + " ".join(f"fragment F{number} on Query {{ {_spreads(28)} }}" for number in range(28)),
}


@pytest.mark.parametrize("query", MANY_MISTAKES.values(), ids=MANY_MISTAKES)
def test_of_many_mistakes_the_first_are_told(query: str) -> None:
    told = messages(query)

    assert len(told) == exploration.MAX_ERRORS + 1
    assert told[-1] == ("VALIDATION_FAILED", "Too many validation errors, error limit reached. Validation aborted.")


def test_a_document_beyond_a_limit_is_not_validated(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: Any) -> list[GraphQLError]:
        raise AssertionError

    monkeypatch.setattr(exploration, "validate", never)

    assert [code for code, _message in messages(repetitions(1_900))] == ["LIMIT_EXCEEDED"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", [aliases(16), repetitions(31), INTRICATE["objects of objects"], NESTED["lists"], MANY_MISTAKES["fields"]])
def test_nothing_is_read_for_what_is_refused(query: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = post(query)

    assert response.json()["data"] is None
    assert captured.captured_queries == []


def _named(number: int) -> str:
    """A document of 40 bytes."""
    return f"query Document{number:09} {{ site {{ name }} }}"


def _kept(documents: PreparedDocuments, numbers: range) -> list[int]:
    return [number for number in numbers if documents.holds(_named(number))]


def test_prepared_documents_are_bounded_by_their_bytes_and_the_least_asked_for_go_first() -> None:
    documents = PreparedDocuments(schema(), kept_bytes=3 * len(_named(0)))
    for number in range(3):
        documents.operation(_named(number), None)
    documents.operation(_named(0), None)

    documents.operation(_named(3), None)
    assert (_kept(documents, range(4)), len(documents)) == ([0, 2, 3], 3)

    # A longer one takes the place of two.
    documents.operation(_named(4) + "," * 30, None)
    assert (_kept(documents, range(4)), len(documents)) == ([3], 2)


def test_bytes_are_counted_and_not_letters() -> None:
    letters = NAME + " # é"
    exactly = PreparedDocuments(schema(), kept_bytes=len(letters) + 1)
    too_small = PreparedDocuments(schema(), kept_bytes=len(letters))
    for documents in (exactly, too_small):
        documents.operation(letters, None)

    assert (exactly.holds(letters), too_small.holds(letters)) == (True, False)


def test_a_document_larger_than_all_of_the_memory_is_answered_and_not_kept() -> None:
    documents = PreparedDocuments(schema(), kept_bytes=45)
    documents.operation(_named(0), None)

    assert documents.operation(NAME + "," * 60, None).definition.operation is OperationType.QUERY
    assert (_kept(documents, range(1)), len(documents)) == ([0], 1)


def test_what_is_refused_is_not_kept() -> None:
    documents = PreparedDocuments(schema())
    for query, name in [("{ site { nom } }", None), ("{ site { name }", None), (NAME, "Other"), (aliases(16), None)]:
        with pytest.raises(RefusedDocumentError):
            documents.operation(query, name)

    assert len(documents) == 0


def test_operations_of_one_document_are_prepared_by_their_names_and_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = "query One { site { name } } query Two { site { locale } }"
    documents = PreparedDocuments(schema())
    one, two = documents.operation(document, "One"), documents.operation(document, "Two")
    monkeypatch.setattr(prepared, "parse", None)

    assert (one.definition.name.value, two.definition.name.value) == ("One", "Two")  # type: ignore[union-attr]
    assert one.document is two.document
    assert (documents.operation(document, "One"), documents.operation(document, "Two")) == (one, two)
    with pytest.raises(RefusedDocumentError):
        documents.operation(document, "Three")
    assert len(documents) == 1


def test_an_open_and_a_closed_schema_keep_documents_of_their_own(settings: Any) -> None:
    documents = PreparedDocuments(schema())
    introspection = "{ __schema { queryType { name } } }"
    documents.operation(introspection, None)
    settings.GRAPHQL_EXPLORATION = False

    assert documents.holds(introspection) is False
    with pytest.raises(RefusedDocumentError):
        documents.operation(introspection, None)


@pytest.mark.parametrize("document", ["mutation { site { name } }", "mutation { anything }", "mutation M { a } query Q { site { name } }"])
def test_what_a_method_may_not_send_is_refused_whatever_the_schema_has(document: str) -> None:
    documents = PreparedDocuments(schema())
    name = "M" if "M {" in document else None

    with pytest.raises(RequestError) as by_get:
        documents.operation(document, name, {OperationType.QUERY})
    with pytest.raises(RefusedDocumentError):
        documents.operation(document, name)

    assert (by_get.value.status, by_get.value.code, len(documents)) == (405, "METHOD_NOT_ALLOWED", 0)


def test_documents_are_prepared_by_many_threads_at_once() -> None:
    documents = PreparedDocuments(schema(), kept_bytes=4 * len(_named(0)))
    start, found, failed = threading.Barrier(8), [], []

    def ask(thread: int) -> None:
        start.wait()
        try:
            for round_ in range(40):
                number = (thread + round_) % 6
                found.append(documents.operation(_named(number), None).definition.name.value == f"Document{number:09}")  # type: ignore[union-attr]
        except BaseException as error:  # noqa: BLE001 - told by the assertion
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (failed, found) == ([], [True] * 320)
    assert (len(documents), documents._bytes, len(documents._operations)) == (4, 4 * len(_named(0)), 4)
