"""Where a page stands, in one line of words: « Publié en français · anglais à revoir · arabe absent · relu par l'UNAF le 3 nov. »"""
