"""The columns of every table a person can take away: the data dictionary.
``python -m components columns`` prints it.

``components/commands/columns.py`` writes it down; tests hold it against what the tables really
hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from components.core.records import (
    CheckKind,
    LeftOff,
    Modality,
    PlaceKind,
    Role,
    Stance,
    TimeKind,
    Use,
)

DType = Literal["string", "Int64", "Float64"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``meaning`` says what an empty cell stands for where that is not plain."""

    name: str
    dtype: DType
    several: bool
    """Whether a cell may hold several values, joined by " | "."""
    unit: str
    """Empty where the cell holds no measure."""
    values: tuple[str, ...]
    """The only ones there are; empty where any may stand."""
    source: str
    """The data files whose rows give the values, and their column, where these are not listed
    here."""
    example: str
    meaning: str


LETTERS: Mapping[str, DType] = {"s": "string", "i": "Int64", "f": "Float64"}
LISTS: Mapping[str, tuple[str, ...]] = {
    "Modality": get_args(Modality),
    "TimeKind": get_args(TimeKind),
    "PlaceKind": get_args(PlaceKind),
    "Role": get_args(Role),
    "Stance": get_args(Stance),
    "Use": get_args(Use),
    "CheckKind": get_args(CheckKind),
    "LeftOff": get_args(LeftOff),
}
"""Closed lists of the records, named in the rows below with an @."""


def layout_of(rows: str) -> tuple[Column, ...]:
    """Rows of ``name | type | unit | values | example | meaning``; a line that begins with blanks
    goes on with the one before.

    Types: s text, i whole number, f number, with * where a cell may hold several values. Values:
    ``a, b, c``, ``@List`` of the records, or ``file.csv:column`` of data/lexicon; empty where any
    may stand.
    """
    return tuple(_column(line) for line in joined_lines(rows))


def joined_lines(rows: str) -> Iterator[str]:
    """The rows of a text; a line that begins with blanks goes on with the one before."""
    line = ""
    for part in rows.strip().splitlines():
        if line and not part.startswith(" "):
            yield line
            line = ""
        line = f"{line} {part.strip()}".strip()
    yield line


def _column(line: str) -> Column:
    name, letter, unit, values, example, meaning = (cell.strip() for cell in line.split("|"))
    from_file = ".csv:" in values
    listed = (
        LISTS[values[1:]]
        if values.startswith("@")
        else tuple(value.strip() for value in values.split(",") if value)
    )
    return Column(
        name=name,
        dtype=LETTERS[letter[0]],
        several=letter.endswith("*"),
        unit=unit,
        example=example,
        meaning=meaning,
        values=() if from_file else listed,
        source=values if from_file else "",
    )


EVENTS = layout_of("""
event_id | s | | | 017524153775-1131 | id of the event, the same on every row of it
doc_id | s | | | 017524153775aaa45d2b | id of the article: the given one, else the sha256 of its
 text
title | s | | | Kharkiv front collapses | title of the article
publisher | s | | | Dateline example digest | who published it
url | s | | | https://example.org/article | where it stands
published | s | day | | 2022-09-12 | day of publication
char_start | i | characters | | 1097 | first character of the sentence in the text, counted from 0
char_end | i | characters | | 1266 | one past the last character of the sentence
sentence | s | | | Russian troops left Izyum on Sunday. | the article's own words
trigger | s | | | left | the words that tell the event
trigger_start | i | characters | | 1131 | first character of the trigger
trigger_end | i | characters | | 1135 | one past its last character
place_start | i | characters | | 1153 | first character of the place's name; empty where no place
 is named
place_end | i | characters | | 1158 | one past its last character
kind | s | | event_kinds.csv:kind | withdrawal | kind of event
display_group | s | | event_kinds.csv:display_group | control | group of kinds, as on the map and
 in the filter
acled_event_type | s | | event_kinds.csv:acled_event_type + code_conditions.csv:acled_event_type |
 Battles
  | event type in ACLED's terms; empty where ACLED has none
acled_sub_event_type | s | | event_kinds.csv:acled_sub_event_type +
 code_conditions.csv:acled_sub_event_type | Armed clash
  | sub-event type in ACLED's terms
plover_type | s | | event_kinds.csv:plover_type + code_conditions.csv:plover_type | RETREAT | root
 type of PLOVER
cameo_code | s | | event_kinds.csv:cameo_code | 08 | root code of CAMEO
modality | s | | @Modality | done | whether it happened: only done, ongoing, planned and ordered
 ones are drawn
first_day | s | day | | 2022-09-08 | first day on which it may have happened; empty when open
last_day | s | day | | 2022-09-10 | last day on which it may have happened; empty when open
time_kind | s | | @TimeKind | day | how precisely the words date it
time_precision | s | | 1, 2, 3 | 1 | time precision in ACLED's codes: 1 day, 2 week, 3 month; empty
 where ACLED has no class
date_prec | s | | 1, 2, 3, 4, 5 | 1 | date precision in UCDP's codes: 1 day, 2 range, 3 week, 4
 month, 5 longer
time_text | s | | | on Saturday | the words that date it; empty where none do
reported | s | day | | 2022-09-10 | day on which it was said, never the event's day
place_name | s | | | Izyum | name of the place in the gazetteer
place_id | s | | | geonames:707292 | geonames:NUMBER, extra:SLUG, area:CODE,
 position:LATITUDE,LONGITUDE; of what
  the words alone place part:COUNTRY:HEADING, in:AREA/NAME or ring:LATITUDE,LONGITUDE,KM/NAME
place_kind | s | | @PlaceKind | settlement | kind of place
place_role | s | | @Role | from | its part in the event; reference, participant, actor, modifier
 and mention are not drawn
admin1 | s | | | Kharkiv Oblast | first-level unit in which it lies
country | s | | | UKR | country, ISO 3166-1 alpha-3
latitude | f | degrees WGS 84 | | 49.20697 | north is positive; only where the row is drawn
longitude | f | degrees WGS 84 | | 37.27679 | east is positive; only where the row is drawn
geo_precision | s | | 1, 2, 3 | 1 | precision in ACLED's codes: 1 the town, 2 near it, 3 a region;
 empty for a country
where_prec | s | | 1, 2, 3, 4, 5, 6, 7 | 1 | precision in UCDP's codes: 1 the town, 2 near it, 3
 admin2, 4 admin1,
  5 larger or a line, 6 a country, 7 water
coarsened | s | | | a movement of forces that is still to come
  | why the place was taken back to its first-level unit, to do no harm; empty where it stands as
 told
actor1 | s* | | | Russian troops | who did it
side1 | s* | | | Russia | side of actor1, each once
actor2 | s* | | | civilians | to whom it was done
side2 | s* | | | Ukraine | side of actor2, each once
attributed_to | s* | | | Russian Defense Ministry | who says so; empty for the article alone, no
 private persons
attribution_side | s* | | | Russia | side of each speaker, in their order
attribution_scope | s* | | direct, inherited | direct
  | inherited: the clause that names the speaker stands near by and may not cover it
stance | s* | | @Stance | acknowledges | how each speaker puts it
hedge | s* | | | roughly | softening words
extent | s | | | nearly all | how much of the place, in the article's words
claim_status | s* | | | acknowledged by Russia | reported, disputed, or assessed, claimed or
 acknowledged by somebody
quantity | s* | | | at least 12 | figures of the event, with their qualifier
quantity_unit | s* | | | people | unit of each figure
quantity_kind | s* | | | killed | what each figure counts: killed, wounded, displaced, area,
 distance...
check_verdict | s* | | | agrees | verdict of the measure on the map
check_measured | s* | | | 38.0 mi | what was measured, in the words' unit
confidence | f | 0 to 1 | | 0.9 | how sure the reading is; nothing about the world
extractor | s | | | triggers.csv:withdrawal:leave | file (data/model: learned), kind and word;
 language model:KIND:WORD where such a model read it; person:NAME where a person added it
corrected | s* | | | kind: was Held | what a person changed, and what it was as the program read
 it; empty where nothing
corrected_by | s* | | | A. Coder | who changed it, for each of them
""")

REVIEW = layout_of("""
sent_back | s | | | A. Coder: is this another bridge? | who asks for another look at the event, and
 why; empty where nobody does
""")
"""A column of each file with events: a store, which nobody has corrected, has none."""

PLACES = layout_of("""
mention_id | s | | | m12 | id of the mention within the article
doc_id | s | | | 017524153775aaa45d2b | id of the article
char_start | i | characters | | 1153 | first character of the name, counted from 0
char_end | i | characters | | 1158 | one past its last character
text | s | | | Izyum | the name as written
use | s | | @Use | literal | what the name stands for: the place, or a government, a people, a part
 of another name
place_id | s | | | geonames:707292 | as in the events; empty when unresolved
place_name | s | | | Izyum | name in the gazetteer
place_kind | s | | @PlaceKind | settlement | kind of place
admin1 | s | | | Kharkiv Oblast | first-level unit in which it lies
country | s | | | UKR | country, ISO 3166-1 alpha-3
latitude | f | degrees WGS 84 | | 49.20697 | north is positive
longitude | f | degrees WGS 84 | | 37.27679 | east is positive
method | s | | | only candidate | how it was found
confidence | f | 0 to 1 | | 0.95 | how sure the place is the one that is meant
runner_up | s | | | Izium, Poltava Oblast, Ukraine (settlement) | the next best candidate; empty
 where there is none
reason | s | | | The gazetteer has no place of this name. | evidence, or why it was not resolved
corrected | s* | | | place: was Izium, Poltava, Ukraine (settlement) | what a person changed, and
 what it was; empty where nothing
corrected_by | s* | | | A. Coder | who changed it, for each of them
""")

CLAIMS = layout_of("""
claim_id | s | | | 017524153775-1131-c1 | id of the claim
event_id | s | | | 017524153775-1131 | event it rests on
place_id | s | | | geonames:707292 | place it speaks of
place_name | s | | | Izyum | its name in the gazetteer
latitude | f | degrees WGS 84 | | 49.20697 | north is positive
longitude | f | degrees WGS 84 | | 37.27679 | east is positive
holder | s | | | Ukraine | who is said to hold it; empty where only the leaving is said
left_by | s | | | Russia | who is said to have left
from_day | s | day | | 2022-09-10 | latest day by which it is said to be so
extent | s | | | nearly all | how much of the place, in the article's words; empty where nothing is
 said of it
status | s* | | | acknowledged by Russia | reported, disputed, or assessed, claimed or acknowledged
 by somebody
source | s* | | | Russian Defense Ministry | who says so
""")

CHECKS = layout_of("""
event_id | s | | | 017524153775-908 | event in whose sentence the claim stands; empty where there
 is none
claim | s | | | about 30 miles north of Izyum | the article's words
kind | s | | @CheckKind | distance | what is measured
stated | f | see unit | | 30 | the number in the words; empty where they give none
unit | s | | mi, km, mi2, km2, % | mi | unit of stated and measured
measured | f | see unit | | 38 | what the map gives; empty where it can give nothing
measured_km | f | km, or km² for areas | | 61.1 | the same in kilometres
low_km | f | km | | 57.2 | lower end of what the towns' extents allow
high_km | f | km | | 65 | upper end
tolerance | s | | | no hedge: 5 % | what the hedge allows
verdict | s | | | agrees | begins with agrees, off by, depends on the baseline, or cannot be checked
how | s | | | geodesic between the gazetteer's points, bearing 24° (NNE) | how it was measured, or
 what is missing
from_place_id | s | | | geonames:707292 | where the measure starts
to_place_id | s | | | geonames:703656 | where it ends
direction | s | | | north | direction that the words state
""")

REJECTED = layout_of("""
char_start | i | characters | | 314 | first character, counted from 0
char_end | i | characters | | 320 | one past the last
text | s | | | Thursday | the words
what | s | | @LeftOff | place | what was left off
reason | s | | | a month or a day of the week | why it is not on the map
""")

STAMP = layout_of("""
stamp | s | | | Read by a program, not checked by a person. | who has checked the reading, the same
 on every row
""")
"""A column of each file: a table that is taken out of its folder still says what it is."""
IDENTITY = layout_of("""
identity | s | | | dateline-identity:1;source=5f1c;text=0175;body=a9e2
  | by what it was read from which text, with which corrections, and the sha256 of the file, the
 same on every row;
  .venv/bin/python -m components verify reads it
""")
"""The last column of each CSV of an article; other formats have it beside their rows."""

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "events.csv": ("a row per event and place", (*EVENTS, *REVIEW, *STAMP, *IDENTITY)),
    "places.csv": (
        "a row per name of a place in the text, whatever it stands for",
        (*PLACES, *STAMP, *IDENTITY),
    ),
    "claims.csv": ("a row per claim about who holds or left a place", (*CLAIMS, *STAMP, *IDENTITY)),
    "checks.csv": ("a row per measurable claim of the text", (*CHECKS, *STAMP, *IDENTITY)),
    "rejected.csv": ("a row per thing seen and left off the map", (*REJECTED, *STAMP, *IDENTITY)),
}
"""File to what a row of it is, and its columns."""
