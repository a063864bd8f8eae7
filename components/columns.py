"""The columns of every table a person can take away, with dtype and meaning: the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DType = Literal["string", "Int64", "Float64"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``meaning`` says unit and what an empty cell stands for where that is not plain."""

    name: str
    dtype: DType
    meaning: str


def _columns(rows: str) -> tuple[Column, ...]:
    """Rows of ``name | dtype letter | meaning``; s string, i whole number, f number."""
    letters: dict[str, DType] = {"s": "string", "i": "Int64", "f": "Float64"}
    cells = (line.split(" | ", 2) for line in rows.strip().splitlines())
    return tuple(Column(name.strip(), letters[letter.strip()], meaning) for name, letter, meaning in cells)


EVENTS = _columns("""
event_id | s | id of the event, the same on every row of it
doc_id | s | id of the article: the given one, else the sha256 of its text
title | s | title of the article
publisher | s | who published it
url | s | where it stands
published | s | day of publication, YYYY-MM-DD
char_start | i | first character of the sentence in the text
char_end | i | one past the last character of the sentence
sentence | s | the article's own words
trigger | s | the words that tell the event
trigger_start | i | first character of the trigger
trigger_end | i | one past its last character
place_start | i | first character of the place's name
place_end | i | one past its last character
kind | s | kind of event, from data/lexicon/event_kinds.csv
display_group | s | group on the map: control, fighting and strikes, harm to civilians, diplomacy...
acled_event_type | s | event type in ACLED's terms; empty where ACLED has none
acled_sub_event_type | s | sub-event type in ACLED's terms
plover_type | s | root type of PLOVER
cameo_code | s | root code of CAMEO
modality | s | done, ongoing, planned, ordered, threatened, feared, denied, negated or hypothetical
first_day | s | first day on which it may have happened; empty when open
last_day | s | last day on which it may have happened; empty when open
time_kind | s | day, range, week, month, vague, open or unknown
time_precision | s | time precision in ACLED's codes (1 day, 2 week, 3 month)
date_prec | s | date precision in UCDP's codes (1 to 5)
time_text | s | the words that date it
reported | s | day on which it was said, never the event's day
place_name | s | name of the place in the gazetteer
place_id | s | geonames:NUMBER, extra:SLUG or area:CODE
place_kind | s | settlement, district, country, admin1, admin2, region, island, water, river, facility or position
place_role | s | at, in, from, to, along, origin, target ; or, not drawn, reference, participant, actor, modifier, mention
admin1 | s | first-level unit in which it lies
country | s | ISO 3166-1 alpha-3
latitude | f | degrees WGS 84, only where the row is drawn
longitude | f | degrees WGS 84, only where the row is drawn
geo_precision | s | geographic precision in ACLED's codes (1 to 3)
where_prec | s | geographic precision in UCDP's codes (1 to 7)
coarsened | s | why the place was taken back to its first-level unit; empty where it stands as told
actor1 | s | who did it
side1 | s | side of actor1
actor2 | s | to whom it was done
side2 | s | side of actor2
attributed_to | s | who says so; empty for the article's own voice
attribution_side | s | side of the speaker
attribution_scope | s | direct, or inherited from a clause near by that may not cover this one
stance | s | says, acknowledges, denies, claims, assesses or reports
hedge | s | softening words
extent | s | how much of the place, in the article's words
claim_status | s | how it is supported: assessed by, claimed by, acknowledged by, reported, disputed
quantity | s | figures of the event
quantity_unit | s | their units
quantity_kind | s | what they count
check_verdict | s | verdict of the measure on the map
check_measured | s | what was measured, in the words' unit
confidence | f | how sure the reading is, 0 to 1; nothing about the world
extractor | s | what read it
""")

PLACES = _columns("""
mention_id | s | id of the mention
doc_id | s | id of the article
char_start | i | first character of the name
char_end | i | one past its last character
text | s | the name as written
use | s | literal, metonym, modifier, demonym or embedded
place_id | s | geonames:NUMBER, extra:SLUG or area:CODE; empty when unresolved
place_name | s | name in the gazetteer
place_kind | s | kind of place
admin1 | s | first-level unit
country | s | ISO 3166-1 alpha-3
latitude | f | degrees WGS 84
longitude | f | degrees WGS 84
method | s | how it was found
confidence | f | 0 to 1
runner_up | s | the next best candidate
reason | s | evidence, or why it was not resolved
""")

CLAIMS = _columns("""
claim_id | s | id of the claim
event_id | s | event it rests on
place_id | s | place it speaks of
place_name | s | name in the gazetteer
latitude | f | degrees WGS 84
longitude | f | degrees WGS 84
holder | s | who is said to hold it; empty where only the leaving is said
left_by | s | who is said to have left
from_day | s | latest day by which it is said to be so
extent | s | how much of the place
status | s | assessed by, claimed by, acknowledged by, reported, disputed
source | s | who says so
""")

CHECKS = _columns("""
event_id | s | event in whose sentence the claim stands
claim | s | the article's words
kind | s | distance, depth, share, area or comparison
stated | f | the number in the words
unit | s | its unit
measured | f | what the map gives, in the same unit
measured_km | f | the same in kilometres (square kilometres for areas)
low_km | f | lower end of what the towns' extents allow
high_km | f | upper end
tolerance | s | what the hedge allows
verdict | s | begins with agrees, off by, depends on the baseline, or cannot be checked
how | s | how it was measured, or what is missing
from_place_id | s | where the measure starts
to_place_id | s | where it ends
direction | s | direction that the words state
""")

REJECTED = _columns("""
char_start | i | first character
char_end | i | one past the last
text | s | the words
what | s | place, event or passage
reason | s | why it is not on the map
""")
