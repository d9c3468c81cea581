"""Search by meaning: directions of texts, how they are kept with a document, and what they do to an answer.

`encoder` (beside this package) turns texts into directions. `documents` makes what is kept of a page's texts, `packed` is how it is kept,
in a few bits a number; `questions` gives the direction of a question; `ranking` puts the best hits in order again and lets the nearest
join them, and `near` finds the pages near a page or a draft. All of it works after either engine, on the same bytes.
"""
