"""From what a request brought, a text or an id or both, to the text to run, or a refusal before anything is parsed."""

from __future__ import annotations

from collections.abc import Callable

from graphql import GraphQLError

from api.documents.ids import id_of
from api.documents.manifest import is_allow_list, trusted_documents
from api.documents.persisted import PersistedDocuments
from api.http.errors import ErrorCode, RefusedDocumentError, RequestError, coded
from api.http.request_body import OperationRequest

# What Apollo's protocol calls an id that is not known (yet): clients look for these very words, and send the text then.
NOT_FOUND = "PersistedQueryNotFound"

# What the clients of this process sent.
persisted = PersistedDocuments()


def document_text(request: OperationRequest, check: Callable[[str], object]) -> str:
    """The text of the document to run.

    `check` raises RefusedDocumentError for a text that cannot run; it is asked before a text is kept for later requests. RequestError says
    that the id is not that of the text, or that the document is not allowed; RefusedDocumentError that the id is not known.
    """
    text, identity = request.query, request.document_id
    if text is None:
        return _known(identity or "")
    if identity is not None and identity != id_of(text):
        raise RequestError(400, ErrorCode.BAD_REQUEST, "The id is not the SHA-256 of the text.")
    if is_allow_list():
        return _known(id_of(text))
    if identity is not None and identity not in trusted_documents():
        check(text)
        persisted.put(identity, text)
    return text


def _known(identity: str) -> str:
    """The text with this id."""
    text = trusted_documents().get(identity)
    if text is not None:
        return text
    if is_allow_list():
        message = "Only trusted documents are answered here: send the id or the exact text of one."
        raise RequestError(400, ErrorCode.DOCUMENT_NOT_ALLOWED, message)
    text = persisted.get(identity)
    if text is None:
        raise RefusedDocumentError([coded(GraphQLError(NOT_FOUND), ErrorCode.PERSISTED_QUERY_NOT_FOUND)])
    return text
