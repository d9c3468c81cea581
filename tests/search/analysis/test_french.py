"""French text becomes exactly these terms."""

import pytest

from search.analysis import analyse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # Elision, with the typewriter's and the typographic apostrophe.
        ("l'enfant harcelé", ["enfant", "harcel"]),
        ("L’enfant harcelée", ["enfant", "harcel"]),
        ("d'abord j'ai peur qu'il s'enfuie", ["abord", "peur", "enfui"]),
        ("lorsqu'une puisqu'on jusqu'à quelqu'un quoiqu’elle presqu'île", ["ile"]),
        ("qu’est-ce que c’est", []),
        ("n'importe m'aider t'écoute s'inquiéter", ["import", "aid", "ecout", "inquiet"]),
        # Words that keep their apostrophe are one word.
        ("aujourd'hui", ["aujourdhui"]),
        ("prud'hommes prud’homme", ["prudhomm", "prudhomm"]),
        # Accents, capitals, ligatures and compatibility letters make no difference.
        ("Élèves, élève, eleve, ÉLÈVE", ["elev", "elev", "elev", "elev"]),
        ("cœur coeur ŒUVRE", ["coeur", "coeur", "oeuvr"]),
        ("ﬁlles filles", ["fill", "fill"]),
        ("e\u0301cole école", ["ecol", "ecol"]),
        ("éco\u00adle", ["ecol"]),
        # Inflections meet, with accents and without.
        ("harcèlement harceler harceleuse harcelées harcelees", ["harcel"] * 5),
        ("vidéo vidéos jeu jeux ami amis amie photo photos", ["video", "video", "jeu", "jeu", "ami", "ami", "ami", "photo", "photo"]),
        ("réseaux sociaux réseau social", ["reseau", "social", "reseau", "social"]),
        # Numbers and levels stay as they are typed.
        ("le 3018, 08 00 20", ["3018", "08", "00", "20"]),
        ("6ème 6eme sixième 6e CM2 100 %", ["6e", "6e", "6e", "6e", "cm2", "100"]),
        # Punctuation cuts.
        ("cyber-harcèlement", ["cyb", "harcel"]),
        ("snapchat@insta #nudes (urgent)…«fin»", ["snapchat", "insta", "nud", "urgent", "fin"]),
        ('title:chat* AND "mot -clé" ~2^3 [a TO b] {!x}', ["titl", "chat", "and", "mot", "cle", "2", "3", "to", "b", "x"]),
        # Stop words only, nothing at all.
        ("à la une de ce qui est", []),
        ("jsuis, c'est et cest, jme, quil", []),
        ("", []),
        ("😀 !? …", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert analyse(text, "fr") == terms
