"""Full text, from a publication to a reader's answer, and help before any answer.

`indexing` follows the journal and hands what it touches to the engine; `sources` reads the public rows that `searched` lists, and
`documents` makes of them one document per page and language; `analysis` turns text into terms, for documents and questions alike, and
`matching` says which terms are stored and looked for, `fields` and `stored` what else is. `engine` is what every engine promises;
`embedded` runs in the process, `elasticsearch` asks a server, `standby` answers while that is away, `engines` chooses by the settings,
`fingerprint` tells when an index must be built anew.

`crisis` looks first whether a question speaks of danger. `questions` reads it, with the help of `spelling` over the `known_words` of the
index and of the editors' `synonyms`; `queries` answers it, leaving out what `visible` says is hidden; `promoted` puts pages first,
`passages` and `moments` are what is shown of what was found, `did_you_mean` and `completions` help with typing. `unanswered` counts what
was asked in vain, and points at nobody.
"""
