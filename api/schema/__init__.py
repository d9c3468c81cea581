"""The schema: grapple makes a type of each public model and block, our root leads to them, and a finishing pass leaves what is declared."""
