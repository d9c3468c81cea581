"""French, as parents and young people type it."""

from __future__ import annotations

import re

from search.crisis.grammar import Grammar, listed

_CHILDREN = listed("""
fils fille filles enfant enfants ado ados adolescent adolescente gamin gamine gamins bebe garcon garcons petit petite petits fiston
gosse gosses aine ainee cadet cadette jumeau jumelle fill loulou mome
""")
_FRIENDS = listed("""
ami amie amis amies copain copine copains copines pote potes poto meuf bff besta bestie crush soeur soeurs frere freres cousin cousine
camarade camarades voisin voisine eleve eleves collegue neveu niece filleul filleule
""")

FRENCH = Grammar(
    fillers=listed("""
    a au aux de des d l la le les un une y ne n dans sur par pour avec vers ce c cet cette ces
    tres trop vraiment tellement juste encore toujours bien si tout toute toutes tous completement souvent parfois aussi meme deja grave
    """),
    light=listed("""
    ai as ont est es suis sont etait etais ete etre avait avais avoir mon ma mes ton ta sa ses leur leurs notre nos je j il elle on ils
    elles qui que qu et me m se s moi lui toi du en chez
    """),
    denials=listed("pas plus jamais aucun aucune sans pa guere"),
    undone_by=listed("que qu souvent vieux vieille age agee grand grands loin tard tot jeune"),
    no_denial_after=listed("de en arrete arretes arretent arretait arretaient cesse cesses cessent cessait cessaient"),
    released_by=listed("arreter arrete empecher empeche resister controler stopper sortir savoir sais sait sachent"),
    denials_after=listed("pas jamais plus"),
    infinitive=re.compile(r".+(?:er|ir|re)"),
    openers=listed("je j tu il elle on ils elles nous vous que qu mais car et parce si quand depuis donc alors qui"),
    breaks=listed("et mais car parce depuis donc alors maintenant apres que qu"),
    works=listed("""
    serie series film films chanson chansons parole paroles livre livres roman romans poeme poemes poesie clip clips musique episode
    episodes saison netflix manga mangas anime animes documentaire documentaires reportage podcast album acteur actrice chanteur chanteuse
    rap refrain bd piece theatre streaming citation citations resume personnage opera partition piano disney vostfr vf wattpad fanfiction
    """),
    games=listed("""
    jeu jeux minecraft fortnite roblox gta sims boss zelda mario pokemon console ps4 ps5 xbox gameplay speedrun skyrim valorant fifa
    """),
    studies=listed("""
    expose exposes definition definitions dissertation redaction lecon sujet brevet svt emc memoire statistique statistiques
    chiffre chiffres pourcentage taux loi lois affiche affiches campagne prevention prevenir sensibilisation
    sensibiliser formation quiz colloque conference programme slogan dessin wikipedia article etude etudes enquete sondage documentation
    synonyme traduction etymologie peine peines sanction sanctions condamnation difference atelier ateliers questionnaire reglement
    pedagogique pedagogiques expliquer mythologie bible religion freud psychanalyse
    """),
    first=listed("je j me m moi"),
    possessives=listed("mon ma mes"),
    third=listed("il elle ils elles lui"),
    parents=dict.fromkeys(("mon", "ma", "mes", "notre", "nos"), _CHILDREN),
    witnesses={
        **dict.fromkeys(("mon", "ma", "mes", "des", "un"), _FRIENDS),
        "une": _FRIENDS | {"fille"},
        "garcon": listed("classe"),
        "quelqu": listed("un"),
        "": listed("temoin temoins"),
    },
    reality={
        "": listed("irl reellement"),
        "en": listed("vrai reel"),
        "de": listed("vrai"),
        "vrai": listed("vie"),
        "vraie": listed("vie"),
        "vie": listed("reelle"),
        "monde": listed("reel"),
    },
    elisions=listed("j m t s n d l qu"),
    joined={
        "jai": ("je", "ai"),
        "g": ("je", "ai"),
        "jsuis": ("je", "suis"),
        "jsui": ("je", "suis"),
        "chuis": ("je", "suis"),
        "chui": ("je", "suis"),
        "jme": ("je", "me"),
        "cest": ("ce", "est"),
        "sest": ("se", "est"),
        "quil": ("que", "il"),
        "nai": ("ne", "ai"),
        "jen": ("je", "en"),
    },
    readings={"ma": "me", "sa": "se", "ta": "te", "m": "me", "s": "se", "t": "te", "j": "je", "qu": "que"},
)
