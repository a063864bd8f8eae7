"""Texts of our own for near copies: two reports of each of several events, written apart, and what
editors do to an agency's."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

REPORTS: Mapping[str, tuple[str, str]] = {
    "bridge": (
        "KYIV (Wire) - A missile strike cut the road bridge at Darivka on Thursday night, the regional governor said, leaving "
        "the eastern bank without its last crossing for heavy lorries. Two drivers were treated for cuts. Engineers from the "
        "capital reached the site before dawn and measured a gap of eleven metres in the second span. Repairs would take at "
        "least six weeks, the governor told reporters, provided that the shelling stopped. Grain growers on the far bank said "
        "they had three weeks of storage left. The railway company offered to carry the harvest by a branch line that was last "
        "used in 1998. Moscow did not comment. The defence ministry in Kyiv said the missile had been fired from the sea. "
        "Residents queued for a small ferry that takes twelve cars an hour. The price of petrol rose by a fifth on the eastern "
        "bank, according to the town council, and the hospital there asked for a generator.",
        "Lorries stood in a line four kilometres long outside Darivka this morning after its bridge was hit overnight. The "
        "governor of the region blamed a sea-launched missile and spoke of a hole in the roadway more than ten metres wide. "
        'Nobody was killed; two people were slightly hurt by glass. "We will need a month and a half, if they let us work," '
        "he said at the barrier. Farmers fear for wheat that has to be moved before the rains, and a disused branch of the "
        "railway may be opened for it. A ferry runs, but it is small. There was no word from the Russian side.",
    ),
    "talks": (
        "DOHA (Wire) - Envoys of the army and of the paramilitary force ended two days of talks in Doha on Sunday without a "
        "ceasefire, mediators said, but agreed to let convoys of food pass into Omdurman. The lorries are to leave Port Sudan "
        "on Wednesday under the flag of the Red Crescent. Each side named an officer who will answer the telephone day and "
        "night. The army refused a monitoring mission, three diplomats said, and the paramilitaries refused to leave hospitals "
        "that they hold. Qatar will ask both back in October. Aid agencies called the deal thin and welcome. Nine earlier "
        "promises of passage have been broken since the spring, by a count of the United Nations. Shelling was heard in the "
        "north of the city while the statement was read out. The price of a sack of flour there has trebled in a year.",
        "There will be no truce in Sudan for now. After a weekend in a Doha hotel the warring parties signed half a page: aid "
        "trucks may drive from Port Sudan to Omdurman, beginning in the middle of the week, and two officers will be on call "
        "if one is stopped. Everything else was put off until the autumn. Western diplomats in the corridor blamed the army "
        "for turning down observers, and its rivals for staying in clinics they have occupied. A nurse in Omdurman, reached "
        'by phone, laughed when she heard of the paper. "We had nine of those," she said.',
    ),
    "evacuation": (
        "RAFAH (Wire) - Buses took 240 patients out of the European Hospital on Tuesday in the largest medical evacuation of "
        "the month, the health ministry said. The convoy of fourteen vehicles crossed at noon after a delay of five hours at "
        "a checkpoint. Most of the sick were children with burns. Egypt said it had prepared beds in Arish and Ismailia. The "
        "hospital's director said that he had stayed with thirty patients who could not be moved and one working operating "
        "theatre. The army said it had opened a road for the purpose and would close it at dusk. Artillery was heard to the "
        "east throughout the day. The World Health Organization counted 9,000 people who wait for treatment abroad, and asked "
        "for more crossings. A second convoy is planned for Friday, if fuel arrives.",
        "The children came first. Wrapped in foil, some with a parent and many without, they were lifted on to coaches at the "
        "European Hospital on Tuesday and driven across the border to wards that Egypt has kept free. Health officials in "
        "Gaza put their number, with the adults, at 240. A checkpoint held the column up for most of the morning. Inside the "
        "hospital remain thirty people too ill for the road, and the man who runs it. Friday may bring another convoy; that "
        "depends on diesel. Thousands more are on the list of the UN's health agency.",
    ),
    "border": (
        "SUDZHA (Wire) - Ukrainian units hold the centre of Sudzha and have put a commandant's office into the town hall, the "
        "army's commander said on Thursday, nine days after they crossed the border. Russian officials said fighting went on "
        "in the outskirts. About 120,000 people have left the region, by the count of its acting governor. A gas metering "
        "station at the edge of the town was undamaged and went on pumping towards the west. Footage, whose place could be "
        "told by a church, showed soldiers handing out water from a lorry. Moscow promised a response and moved a regiment "
        "from the south, according to two military analysts. Kyiv said it wanted no foreign land for good. Villagers on the "
        "Ukrainian side were told to leave a strip of ten kilometres.",
        "A week and a half into the incursion Kyiv has appointed a military administrator for the Russian town it says it "
        "controls. Its top general announced the step in a video call. Officials across the border spoke of clashes on the "
        "edge of Sudzha and of a wave of departures that has emptied villages. Pipelines through the place still carry gas. "
        "Analysts in London saw signs that troops were being brought up from the southern front. For how long Ukraine means "
        "to stay was not said; not for ever, an aide insisted.",
    ),
}

_BULLETIN = (
    "Over the past day {0} clashes took place along the front, the General Staff said on {1}. The enemy carried out {2} air "
    "strikes and fired more than {3} times from multiple launch rocket systems. In the direction of {4} our soldiers repelled "
    "{5} attacks near {6} and {7}. Near {8} the enemy tried to break through the defence without success. The air force struck "
    "{9} areas where troops were massed and {10} anti-aircraft systems. The situation on the other directions did not change."
)
BULLETINS: tuple[str, ...] = tuple(
    _BULLETIN.format(*cells.split(","))
    for cells in (
        "54,Monday,31,60,Lyman,seven,Terny,Torske,Bilohorivka,four,two",
        "61,Tuesday,24,85,Bakhmut,nine,Klishchiivka,Andriivka,Marinka,six,no",
        "48,Wednesday,19,52,Kupiansk,three,Synkivka,Ivanivka,Novomykhailivka,two,three",
    )
)
"""One form, other days: no copies, though most of their words are the same."""

Change = Callable[[str], str]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.”\"]) (?=[A-Z“\"])", text)


def _new_head(text: str) -> str:
    head = "Officials spoke of a difficult day and gave these details to reporters who had asked."
    return " ".join([head, *sentences(text)[1:]])


def _new_dateline(text: str) -> str:
    return "By our correspondent and agencies, Friday. " + re.sub(r"^[A-Z]+ \(\w+\) - ", "", text)


def _cut(share: float) -> Change:
    def cut(text: str) -> str:
        held = sentences(text)
        return " ".join(held[: max(1, round(share * len(held)))])

    return cut


def _edited(text: str) -> str:
    """One word in fifteen replaced, as a desk does that writes numbers and names its own way."""
    chance = random.Random(len(text))
    return " ".join("reportedly" if chance.random() < 1 / 15 else word for word in text.split())


def _with_more(text: str) -> str:
    return (
        text
        + " The town lies on the river. Our newspaper reported last month that its mayor would not stand again."
    )


CHANGES: Mapping[str, Change] = {
    "another head": _new_head,
    "another dateline": _new_dateline,
    "tail cut to 3/4": _cut(0.75),
    "tail cut to 1/2": _cut(0.5),
    "another head, tail cut to 2/3": lambda text: _cut(0.67)(_new_head(text)),
    "one word in 15 edited": _edited,
    "a paragraph added": _with_more,
    "capitals and line ends": lambda text: text.upper().replace(". ", ".\n\n"),
}
