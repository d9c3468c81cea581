"""English, as parents and young people type it."""

from __future__ import annotations

from search.crisis.grammar import Grammar, listed

_CHILDREN = listed("""
son sons daughter daughters child childs children kid kids teen teens teenager boy girl baby toddler stepson stepdaughter
""")
_FRIENDS = listed("""
friend friends bff bestie mate girlfriend boyfriend sister brother cousin classmate classmates neighbour neighbor nephew niece student
pupil roommate
""")

# Denials stay one word, however they are typed.
_WITHOUT_APOSTROPHE = listed("dont doesnt didnt isnt arent wasnt werent wont cant couldnt aint havent hasnt")

ENGLISH = Grammar(
    fillers=listed("""
    a an the of to in on at by for with from about into up out just really so very all always also even too still often actually
    kinda sorta literally
    """),
    light=listed("""
    am is are was were be been being have has had get gets getting got do does did i im he she it they them we my me his her their you
    your that and going gonna will would
    """),
    denials=listed(
        "not never no dont doesnt didnt isnt arent wasnt werent wont cant cannot couldnt without nobody none nor aint havent hasnt"
    ),
    undone_by=listed("only"),
    released_by=listed("stop stopping quit help resist control avoid know knowing sure"),
    openers=listed("i im he she they we you that because and but if when since so it who"),
    breaks=listed("and but because since now that then after"),
    works=listed("""
    series show movie movies film films song songs lyrics lyric book books novel poem poems clip episode episodes season netflix manga
    anime documentary documentaries podcast album actor actress singer band chorus quote quotes soundtrack trailer wattpad fanfic
    fanfiction cast spoiler
    """),
    games=listed(
        "game games gaming minecraft fortnite roblox gta sims boss zelda mario pokemon console xbox gameplay speedrun zombies level levels"
    ),
    studies=listed("""
    essay essays definition define meaning statistics stats rate rates percentage law laws poster posters campaign
    prevention prevent preventing awareness training quiz conference programme program slogan wikipedia article study survey worksheet
    worksheets lesson lessons assembly homework presentation project synonym synonyms sentence penalty difference explain explaining
    policy
    """),
    first=listed("i im me myself mine"),
    possessives=listed("my"),
    third=listed("he she they him her them himself herself"),
    parents=dict.fromkeys(("my", "our"), _CHILDREN),
    witnesses={
        **dict.fromkeys(("my", "a", "an", "our"), _FRIENDS),
        "girl": listed("class school"),
        "boy": listed("class"),
        "": listed("someones somebodys"),
    },
    reality={"": listed("irl reality"), "real": listed("life world"), "for": listed("real")},
    endings=listed("m s re ve ll d"),
    joined={"im": ("i",), "ive": ("i",), "id": ("i",), **{word: (word,) for word in _WITHOUT_APOSTROPHE}},
)
