"""Help first: whether somebody who searches speaks of danger, why, and who it is that asks.

What people in danger write is kept by editors with the reasons for urgent help (`pages.CrisisReason`); `loading` reads it, `lexicon` makes
an index of it. How a language denies, opens a clause, names a child or a film is grammar and stands in `french`, `english` and `arabic`
(`grammar` says what each tells). `tokens` cuts what was typed, `matching` finds the phrases in it, `recognising` decides. `numbers` knows
the numbers and names that were replaced. All of it is pure but `loading`, and nothing of it writes down what was typed; `counting` counts
the cards that were shown.
"""

from search.crisis.recognising import Recognition, recognise

__all__ = ["Recognition", "recognise"]
