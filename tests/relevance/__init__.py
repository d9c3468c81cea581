"""How good the search is: judged collections from any folder, asked as a reader asks, clean and with one typing error a question."""
