"""Questions without an answer, counted so that no count can point at a person.

`questions` says what may be counted at all. `counting` counts: the words of a question are written down only once FEWEST distinct visitors
asked it on one day. Until then there is a digest of the words, a count, and a digest of each visitor, all made with a key of that day.
`forgetting` throws key and digests away at night, and what was written down after RETENTION; `erasing` finds a person's name in it.

A day is one of the site's (`pages.days`). Half of its key stands in the database, where all processes of all hosts find it; the other half
is SECRET_KEY, which does not: a copy of the database taken during the day gives nobody's question away, and once the night has passed
nobody can make a digest again, not even with both.
"""

from search.unanswered.counting import FEWEST, Ask, count
from search.unanswered.erasing import questions_with
from search.unanswered.forgetting import RETENTION, forget
from search.unanswered.questions import CountedQuestion, counted_question

__all__ = ["FEWEST", "RETENTION", "Ask", "CountedQuestion", "count", "counted_question", "forget", "questions_with"]
