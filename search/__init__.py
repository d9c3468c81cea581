"""Full text, from a publication to a reader's answer.

`indexing` follows the journal and hands what it touches to the engine; `sources` reads the public rows that `searched` lists, and
`documents` makes of them one document per page and language; `analysis` turns text into terms, for documents and questions alike, and
`matching` says which terms are stored and looked for. `engine` is what every engine promises, `embedded` is the one that runs in the
process, `engines` chooses by the settings, `fingerprint` tells when an index must be built anew. `queries` answers readers. `crisis`
recognises searches that speak of danger, without any engine.
"""
