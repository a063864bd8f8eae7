"""Columns of the tables of control, in the form of ``components/tables/columns.py``."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import Column, layout_of

STATES = layout_of("""
place_id | s | | | geonames:707292 | the place
place_name | s | | | Izyum | its name in the gazetteer
place_kind | s | | @PlaceKind | settlement | kind of place
admin1 | s | | | Kharkiv Oblast | first-level unit in which it lies
country | s | | | UKR | country, ISO 3166-1 alpha-3
latitude | f | degrees WGS 84 | | 49.20697 | north is positive
longitude | f | degrees WGS 84 | | 37.27679 | east is positive
day_from | s | day | | 2022-09-10 | first day of this state
day_to | s | day | | 2022-09-12 | last day of it, or the last day of all that was read
since | s | day | | 2022-09-10 | day from which the same sides are said to stand so
standing | s | | held, left, contested, unknown | left
  | held by one side, left by one and no holder stated, contested between several, or unknown
holder | s* | | | Ukraine
  | who is said to hold it, each that is named; empty where only the leaving is said, or where it
  is unknown
left_by | s* | | | Russia | who is said to have left
status | s* | | | acknowledged by Russia
  | assessed by a monitor, claimed or acknowledged by a party, reported, disputed, or unknown
extent | s* | | | nearly all | how much of the place, in the articles' words
""")

_KEPT = "place_id place_name latitude longitude day_from day_to holder status".split()
CONTROL = tuple(column for column in STATES if column.name in _KEPT) + layout_of("""
sources | s* | |
  | Russian Defense Ministry, 2022-09-10: left by Russia, holder not stated [017524153775-1131-c4]
  | the claims from which it comes: who, said on which day, what, and claim_id
""")

STRIP = layout_of("""
source | s | | | Russian Defense Ministry | publisher of the article, or name of the reference
kind | s | | article, reference | article | what the source is
doc_id | s | | | 017524153775aaa45d2b | id of the article; empty for a reference
claim_id | s | | | 017524153775-1131-c1 | the claim; empty for a reference
mark | s | | event, report, shown | event
  | event: days on which it may have happened; report: the day on which it was said; shown: a
  reference shows the side
day_from | s | day | | 2022-09-08 | first day of the mark
day_to | s | day | | 2022-09-10 | last day of the mark
open | i | 0 or 1 | 0, 1 | 1
  | 1 where the words give no first day, so that the mark begins some days before its last
holder | s | | | Ukraine | who is said or shown to hold the place
left_by | s | | | Russia | who is said to have left
status | s* | | | acknowledged by Russia | status of the claim
counts | i | 0 or 1 | 0, 1 | 1
  | 0 for a reference that another stands for that is there: its origin, or one of the same origin
words | s | | | Ukraine from 2022-09-08 to 2022-09-30, ODbL 1.0 | the mark in words
""")

JUDGEMENTS = layout_of("""
claim_id | s | | | 017524153775-1131-c1 | the claim
reference | s | | | VIINA control | name of the reference
verdict | s | | | agrees | agrees, ahead of the reference by n days, contradicted, or not covered
days_ahead | i | days | | 2 | by how many days the claim is ahead; empty otherwise
detail | s | | | Ukraine on 2022-09-12 | what the reference shows, on which day
""")

AREAS = layout_of("""
region | s | | | Kharkiv Oblast | region in which the area lies, by its name in the gazetteer
day | s | day | | 2022-09-12 | day of the reference
source | s | | | example-areas | name of the reference
holder | s | | | Ukraine
  | side that the reference shows there; empty where it shows contested or unknown ground
area_km2 | f | km2 | | 30103.4 | geodesic area in the region
share | f | 0 to 1 | | 0.96 | the same as a share of the region
""")

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "control.csv": ("a row per place and stretch of days: who is said to hold it", CONTROL),
    "areas.csv": ("a row per region, day, reference of control and side", AREAS),
}
"""File to what a row of it is, and its columns; checks.csv is written too."""
