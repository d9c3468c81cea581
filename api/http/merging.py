"""Whether fields that share a name can share an answer: graphql-core's own rule, with less patience."""

from __future__ import annotations

from graphql import OverlappingFieldsCanBeMergedRule, ValidationContext

# Comparisons of fields, two by two: the rule compares all that share a name, through fragments too. The operations of ours need none;
# the library gives up after half a million, which takes half a second.
MAX_COMPARISONS = 100_000


class FieldsCanBeMerged(OverlappingFieldsCanBeMergedRule):
    """The rule, which gives up a document after so many comparisons."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MAX_COMPARISONS
