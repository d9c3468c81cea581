"""The reference front end for parents: the site “En ligne et en sécurité”, made of trusted documents alone.

It knows the operations of `graphql/operations/website/`, never a model. `asking` asks one, in the same process or over HTTP (`client`);
`views` say which screen asks which; `presenting` makes of answers what templates need; `serving` sends pages with their headers.
"""
