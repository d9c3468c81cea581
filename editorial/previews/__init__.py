"""Previews on the desk: a page as a website would get it over GraphQL, plainly set, until there is a website that shows it."""
