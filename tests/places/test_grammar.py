"""Places that the language model takes for persons or bodies, and persons and bodies that are towns
elsewhere, by the words around them. Each row holds its sentence; the names that are places stand in
double brackets.
"""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from components.core.records import Article
from components.language.parse import parse
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.toponyms import find_toponyms

MARKED = re.compile(r"\[\[(.+?)\]\]")

PLACES = [
    "The army captured [[Kupiansk]].",
    "The army retook [[Cairns]] from the rebels.",
    "Israeli jets bombed [[Khan Younis]] overnight.",
    "The governor ordered the evacuation of the [[Glushkovo]] region.",
    "Soldiers closed roads in the [[Zugdidi]] district.",
    "The jets bombarded [[Azaz]] and [[Saraqib]].",
    "The [[Karak]] region was calm.",
    "Rebels shelled [[Tokmak]], and two people died.",
    "The enemy attacked near [[Hryhorivka]] and [[Ivanivske]].",
    "The rebels overran [[Kidal]] and [[Tessalit]].",
    "The villages of [[Nubl]] and [[Tokmak]] are besieged.",
    "[[Rosebud]], a town in [[Texas]], was flooded.",
    "A [[Grafton]] man was arrested.",
    "The siege of [[Madaya]] went on.",
    "Ebola reached [[Beni]], [[Mangina]] and [[Oicha]].",
    "Deputies found a laboratory near [[Batesburg-Leesville]].",
    "The City of [[Montreal]] hired forty buses.",
]

NO_PLACES = [
    "Envoys of the Baltic states met again.",
    "The army captured Saddam.",
    "The crowd stormed Wall Street Journal offices.",
    "Aides said Clinton took the stage.",
    "The union entered Bristol Myers' offices.",
    "The troops attacked Hamas and Fatah.",
    "Prosecutors raided Danske.",
    "Fans stormed Ticketmaster's site.",
]


@pytest.mark.parametrize("row", PLACES + NO_PLACES)
def test_words_around_a_name_tell_whether_it_is_a_place(
    row: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    doc = parse(Article(id="row", text=MARKED.sub(r"\1", row)), nlp)
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    assert [toponym.text for toponym in toponyms if toponym.use != "demonym"] == MARKED.findall(row)
