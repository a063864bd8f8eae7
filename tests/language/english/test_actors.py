"""Actors: who does it and to whom, with which side. Each row: the text, the trigger word, who is
expected."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from components.core.records import Actor, Article
from components.language.english.actors import agents_of, find_actor, patients_of
from components.language.parse import parse
from components.reading.knowledge import Knowledge
from tests.readings import PUBLISHED, read
from tests.sentences import event_of, table

DAY = date(2023, 6, 1)


def word(doc: Doc, text: str) -> Token:
    """The last token so written."""
    return [token for token in doc if token.text == text][-1]


def shown(actors: tuple[Actor, ...]) -> list[str]:
    return [f"{actor.name} [{actor.side}]" for actor in actors]


AGENTS = [
    # a demonym, a country, a capital before or as the subject
    ("Russian forces shelled the depot near the river.", "shelled", ["Russian forces [Russia]"]),
    ("Ukraine's military left the suburb on Monday.", "left", ["Ukraine's military [Ukraine]"]),
    ("Moscow ordered its units to cross the river.", "ordered", ["Moscow [Russia]"]),
    ("Kyiv's troops entered the village at dawn.", "entered", ["Kyiv's troops [Ukraine]"]),
    ("U.S. aircraft bombed the depot.", "bombed", ["U.S. aircraft [United States]"]),
    ("The Russians burned the bridge.", "burned", ["Russians [Russia]"]),
    ("Israeli warplanes struck a camp in the north.", "struck", ["Israeli warplanes [Israel]"]),
    ("Khartoum expelled the envoy.", "expelled", ["Khartoum [Sudan]"]),
    (
        "The armed forces of Ethiopia entered the town.",
        "entered",
        ["armed forces of Ethiopia [Ethiopia]"],
    ),
    ("Authorities in Bamako arrested two officers.", "arrested", ["Authorities [Mali]"]),
    ("South Sudan's army attacked the camp.", "attacked", ["South Sudan's army [South Sudan]"]),
    # nobody did it
    ("Ten Kenyan soldiers died in the city.", "died", []),
    ("The death of two Turkish soldiers was confirmed.", "death", []),
    # rows of armed groups
    ("Hamas fighters attacked the post.", "attacked", ["Hamas fighters [Hamas]"]),
    ("The Arakan Army captured the base.", "captured", ["Arakan Army [Arakan Army]"]),
    (
        "The paramilitary Rapid Support Forces looted the market.",
        "looted",
        ["paramilitary Rapid Support Forces [Rapid Support Forces]"],
    ),
    ("The IDF shelled the village.", "shelled", ["IDF [Israel]"]),
    ("PKK militants ambushed a patrol.", "ambushed", ["PKK militants [PKK]"]),
    ("JNIM raided the barracks near Gao.", "raided", ["JNIM [JNIM]"]),
    ("Wagner mercenaries stormed the mine.", "stormed", ["Wagner mercenaries [Russia]"]),
    ("M23 rebels seized the mining town.", "seized", ["M23 rebels [M23]"]),
    (
        "Iran-backed Houthi rebels fired at a tanker.",
        "fired",
        ["Iran-backed Houthi rebels [Houthis]"],
    ),
    ("Boko Haram gunmen abducted the pupils.", "abducted", ["Boko Haram gunmen [Boko Haram]"]),
    ("Troops loyal to Haftar attacked the airport.", "attacked", ["Troops [Libyan National Army]"]),
    ("Al-Shabaab stormed the hotel.", "stormed", ["Al-Shabaab [Al-Shabaab]"]),
    # words joined to a demonym that take no side from it, and those that do
    (
        "Pro-Russian separatists shelled the village.",
        "shelled",
        ["Pro-Russian separatists [Russia]"],
    ),
    ("Turkish-backed rebels entered the town.", "entered", ["Turkish-backed rebels []"]),
    ("Anti-Syrian militants burned the post.", "burned", ["Anti-Syrian militants []"]),
    (
        "Russian-installed officials left the city.",
        "left",
        ["Russian-installed officials [Russia]"],
    ),
    ("A U.S.-led coalition bombed the depot.", "bombed", ["U.S.-led coalition [United States]"]),
    ("Chechen fighters entered the plant.", "entered", ["Chechen fighters []"]),
    ("Tigrayan fighters entered the town.", "entered", ["Tigrayan fighters []"]),
    # passives
    ("The depot was shelled by Ukrainian artillery.", "shelled", ["Ukrainian artillery [Ukraine]"]),
    (
        "The convoy was attacked by RSF fighters and Arab militias.",
        "attacked",
        ["RSF fighters [Rapid Support Forces]", "Arab militias []"],
    ),
    ("The village was burned.", "burned", []),
    # control, raising, participles, relative clauses
    (
        "The general ordered Ukrainian troops to withdraw from the city.",
        "withdraw",
        ["Ukrainian troops [Ukraine]"],
    ),
    ("Malian soldiers were forced to retreat.", "retreat", ["Malian soldiers [Mali]"]),
    ("Ukrainian troops were said to have left the town.", "left", ["Ukrainian troops [Ukraine]"]),
    ("Egypt agreed to reopen the crossing.", "reopen", ["Egypt [Egypt]"]),
    (
        "Russian troops advancing on the city burned a farm.",
        "advancing",
        ["Russian troops [Russia]"],
    ),
    (
        "The Taliban, which seized the capital, banned the protest.",
        "seized",
        ["Taliban [Afghanistan]"],
    ),
    (
        "After taking the town, Ethiopian soldiers burned it.",
        "taking",
        ["Ethiopian soldiers [Ethiopia]"],
    ),
    (
        "Ukraine accused Russian units of shelling the plant.",
        "shelling",
        ["Russian units [Russia]"],
    ),
    ("Israel's decision to enter the city drew protests.", "enter", ["Israel [Israel]"]),
    ("Syrian troops shelled the town and entered it.", "entered", ["Syrian troops [Syria]"]),
    (
        "The Russian army left the city, which Ukrainian forces entered on Friday.",
        "entered",
        ["Ukrainian forces [Ukraine]"],
    ),
    # nouns that tell events
    ("The Russian withdrawal from the city began.", "withdrawal", ["Russia [Russia]"]),
    ("Kyiv's recapture of the town changed the front.", "recapture", ["Kyiv [Ukraine]"]),
    (
        "The withdrawal of Armenian troops was completed.",
        "withdrawal",
        ["Armenian troops [Armenia]"],
    ),
    (
        "The capture of the town by Kenyan soldiers took a day.",
        "capture",
        ["Kenyan soldiers [Kenya]"],
    ),
    ("A PKK attack killed two guards.", "attack", ["PKK [PKK]"]),
    ("Talks between Serbia and Kosovo failed.", "Talks", ["Serbia [Serbia]", "Kosovo [Kosovo]"]),
    ("Ethiopia launched an offensive in the north.", "offensive", ["Ethiopia [Ethiopia]"]),
    ("The Ukraine war entered its third year.", "war", []),
    ("Kherson's liberation was celebrated.", "liberation", []),
    ("An offensive began in the north.", "offensive", []),
    ("Heavy fire from Russian tanks hit the school.", "fire", ["Russian tanks [Russia]"]),
    ("An attack from Belarus hit the school.", "attack", []),
    ("Iran reached an agreement to join the bloc.", "join", ["Iran [Iran]"]),
    # more than one
    (
        "Xi Jinping and Vladimir Putin met in Samarkand.",
        "met",
        ["Xi Jinping [China]", "Vladimir Putin [Russia]"],
    ),
    (
        "Chinese and Russian officials met in Beijing.",
        "met",
        ["Chinese and Russian officials [China]", "Chinese and Russian officials [Russia]"],
    ),
    (
        "The U.S. and Britain struck the port.",
        "struck",
        ["U.S. [United States]", "Britain [United Kingdom]"],
    ),
    (
        "A joint Qatari-Egyptian team met the envoys.",
        "met",
        ["joint Qatari-Egyptian team [Qatar]", "joint Qatari-Egyptian team [Egypt]"],
    ),
    # coreference
    (
        "Russia's Defence Ministry said its forces destroyed a bunker.",
        "destroyed",
        ["forces [Russia]"],
    ),
    (
        "The Sudanese army lost the base. It retook the airport.",
        "retook",
        ["Sudanese army [Sudan]"],
    ),
    ("Hamas rejected the offer. The group fired rockets at the town.", "fired", ["Hamas [Hamas]"]),
    (
        "The Arakan Army took the camp. The army also shelled the port.",
        "shelled",
        ["Arakan Army [Arakan Army]"],
    ),
    (
        "Chinese President Xi Jinping and Russian President Vladimir Putin will talk. The two leaders meet on Friday.",
        "meet",
        ["Chinese President Xi Jinping [China]", "Russian President Vladimir Putin [Russia]"],
    ),
    (
        "Ukrainian troops left the town. They destroyed the bridge.",
        "destroyed",
        ["Ukrainian troops [Ukraine]"],
    ),
    (
        "Foreign Minister Ana Moreau of France landed in Cairo. She met the mediators.",
        "met",
        ["Foreign Minister Ana Moreau [France]"],
    ),
    ("They captured the town.", "captured", []),
    (
        "The Arakan Army did not say how many junta troops it held but said they had surrendered.",
        "surrendered",
        ["junta troops []"],
    ),
    ("“We burned the depot,” Syrskyi said.", "burned", ["Syrskyi [Ukraine]"]),
    ("“Our troops burned the depot,” the Kremlin said.", "burned", ["troops [Russia]"]),
    ("We burned the depot.", "burned", []),
    (
        "Israel said its tanks and ground troops held the road.",
        "held",
        ["tanks [Israel]", "ground troops [Israel]"],
    ),
    ("Another U.S. adversary, Iran, joined the bloc.", "joined", ["Iran [Iran]"]),
    ("Ukraine's allies sent tanks.", "sent", ["Ukraine's allies []"]),
    ("No group has claimed the attack.", "attack", []),
    ("The blast hit the town. It destroyed a school.", "destroyed", []),
    # persons: kept with an office or a row, else left out
    ("General Ana Moreau crossed the river.", "crossed", ["General Ana Moreau []"]),
    (
        "Kenyan Defence Minister Ana Moreau visited the camp.",
        "visited",
        ["Kenyan Defence Minister Ana Moreau [Kenya]"],
    ),
    ("Ana Moreau, the governor of the province, fled the city.", "fled", ["Ana Moreau []"]),
    (
        "Kenyan police chief Ana Moreau spoke. Moreau left the town.",
        "left",
        ["Kenyan police chief Ana Moreau [Kenya]"],
    ),
    ("Zelensky visited the front.", "visited", ["Zelensky [Ukraine]"]),
    ("Ana Moreau fled the burning village.", "fled", []),
    ("Dr. Ana Moreau left the ward.", "left", []),
    ("Michael Jordan left the arena.", "left", []),
    # no actor at all
    ("The flood destroyed the bridge.", "destroyed", []),
    ("The town fell on Monday.", "fell", []),
    ("CAIRO (Reuters) - Egypt closed the crossing.", "closed", ["Egypt [Egypt]"]),
    ("NAIROBI, Kenya (AP) - Al-Shabaab stormed the base.", "stormed", ["Al-Shabaab [Al-Shabaab]"]),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), AGENTS, ids=[row[0][:60] for row in AGENTS]
)
def test_agents(text: str, trigger: str, expected: list[str], *, nlp: Language) -> None:
    doc = parse(Article(id="test", text=text), nlp)
    assert shown(agents_of(word(doc, trigger), on=DAY)) == expected


PATIENTS = [
    ("Russian troops attacked Ukrainian soldiers.", "attacked", ["Ukrainian soldiers [Ukraine]"]),
    ("The RSF expelled the garrison from the town.", "expelled", ["garrison []"]),
    (
        "Ukrainian troops repelled a Russian attack near the village.",
        "repelled",
        ["Russia [Russia]"],
    ),
    ("Rebels destroyed an Ethiopian convoy.", "destroyed", ["Ethiopian convoy [Ethiopia]"]),
    ("Malian soldiers were killed by gunmen.", "killed", ["Malian soldiers [Mali]"]),
    ("The killing of Kenyan officers shocked the city.", "killing", ["Kenyan officers [Kenya]"]),
    # who only suffers it
    ("Ten Kenyan soldiers died in the city.", "died", ["Kenyan soldiers [Kenya]"]),
    ("The death of two Turkish soldiers was confirmed.", "death", ["Turkish soldiers [Turkey]"]),
    ("The Turkish soldiers' deaths were confirmed.", "deaths", ["Turkish soldiers [Turkey]"]),
    ("The attack on Israeli troops failed.", "attack", ["Israeli troops [Israel]"]),
    ("Police opened fire on protesters.", "opened", ["protesters []"]),
    ("The envoys held talks with Hamas.", "talks", ["Hamas [Hamas]"]),
    ("Russia invaded Ukraine.", "invaded", ["Ukraine [Ukraine]"]),
    ("Ukrainian forces recaptured the town of Kupiansk.", "recaptured", []),
    ("Insurgents shelled Kyiv.", "shelled", []),
    ("The rebels attacked a hospital.", "attacked", []),
    ("Gunmen kidnapped Ana Moreau.", "kidnapped", []),
    ("The leaders met at the NATO summit.", "met", []),
    ("The council imposed sanctions on Iran.", "imposed", ["Iran [Iran]"]),
    ("Troops captured the Palestinian side of the crossing.", "captured", []),
    ("A barrage of Russian missiles hit the port.", "barrage", []),
    ("The missile killed two of Ana Moreau's neighbours.", "killed", ["neighbours []"]),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), PATIENTS, ids=[row[0] for row in PATIENTS]
)
def test_patients(text: str, trigger: str, expected: list[str], *, nlp: Language) -> None:
    assert shown(patients_of(word(nlp(text), trigger), on=DAY)) == expected


PERIODS = [
    ("Taliban", date(2020, 1, 1), "Taliban"),
    ("Taliban", date(2022, 1, 1), "Afghanistan"),
    ("Taliban", None, ""),
    ("HTS", date(2020, 1, 1), "Hayat Tahrir al-Sham"),
    ("DPR", date(2018, 1, 1), "Donetsk People's Republic"),
    ("DPR", date(2023, 1, 1), "Russia"),
]


@pytest.mark.parametrize(("name", "on", "side"), PERIODS)
def test_a_side_holds_for_its_period(
    name: str, on: date | None, side: str, *, nlp: Language
) -> None:
    actor = find_actor(word(nlp(f"The {name} attacked the town."), name), on=on)
    assert actor is not None
    assert actor.side == side


def test_the_span_quotes_the_words_at_hand(nlp: Language) -> None:
    text = "The Kremlin sent envoys. It also sent the Russian army."
    doc = nlp(text)
    for token, name, words in (
        (word(doc, "army"), "Russian army", "Russian army"),
        (word(doc, "It"), "Kremlin", "It"),
    ):
        actor = find_actor(token, on=DAY)
        assert actor is not None
        assert actor.span is not None
        assert (actor.name, actor.span.quote(text)) == (name, words)


def test_two_sides_in_one_phrase_leave_the_side_empty(nlp: Language) -> None:
    actor = find_actor(word(nlp("Chinese and Russian officials met."), "officials"), on=DAY)
    assert actor is not None
    assert (actor.name, actor.side) == ("Chinese and Russian officials", "")


def test_no_private_name_is_written(nlp: Language) -> None:
    doc = nlp(
        "Soldiers shot Ana Moreau and the brother of Ana Moreau. Moreau's house was burned by rebels. Moreau wept."
    )
    found = [find_actor(token, on=DAY) for token in doc]
    assert not [actor.name for actor in found if actor and "Moreau" in actor.name]


def named(actors: tuple[Actor, ...]) -> str:
    return ", ".join(shown(actors)) or "-"


@pytest.mark.parametrize("row", table("actors_sentences"), ids=lambda row: row[0][:60])
def test_both_ends_of_an_event(row: tuple[str, ...], knowledge: Knowledge) -> None:
    """Text | word | who did it | to whom, and where sides depend on it the day of publication."""
    text, trigger, agents, targets, *day = row
    event = event_of(
        text, trigger, knowledge, published=date.fromisoformat(day[0]) if day else PUBLISHED
    )
    assert (named(event.actors), named(event.targets)) == (agents, targets)


def test_pronouns_whose_phrases_hold_each_other_come_to_an_end(knowledge: Knowledge) -> None:
    text = "The mayor reminded council members of their coming council meetings."
    assert read(text, knowledge).article.text == text
