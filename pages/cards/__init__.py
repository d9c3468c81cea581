"""The card of a page: the image, drawn from its own words, that networks and messages show beside a link to it."""
