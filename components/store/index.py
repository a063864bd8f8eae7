"""The page's index of a store: its events in the order in which they are listed, with what they are
chosen by.

A store has a part a batch and month: thousands of small files, of which each question would open
all. The index is made of them once, one file that all sessions share, ordered by day, so that a
question about days skips the rest. Days are dates; each facet of ``components/view/facets.py`` is a
column, a list where an event may have several values, and holds NOT_STATED where it has none. ``story`` is the same number
for all tellings of one event. ``sign`` is the same for the same documents, events and stories,
wherever and in whatever parts they stand. Copies of one text are one origin of an event, whatever
they name.
"""

from __future__ import annotations

from components.reading.unmapped import LABEL
from components.tables.rows import SEPARATOR
from components.view.facets import COLUMNS, NOT_STATED

VERSION = 5
"""Of the tables below; another one makes the index anew."""
OF_LISTS = ("side", "speaker", "says")
"""Facets of which an event may have several values."""


def _several(*columns: str) -> str:
    """The values of cells that may hold several, each once, as a list."""
    cells = ", ".join(columns)
    return (
        f"coalesce(nullif(list_filter(list_distinct(string_split(concat_ws('{SEPARATOR}', "
        f"{cells}), '{SEPARATOR}')), lambda part: part <> ''), []), ['{NOT_STATED}'])"
    )


WORDS = tuple(
    (
        "sentence place_name actor1 side1 actor2 side2 attributed_to attribution_side title "
        "publisher"
    ).split()
)
"""Columns whose words a search finds."""

CHOOSING = (
    """CREATE TEMP TABLE members AS SELECT DISTINCT ON (doc_id, event_id) * FROM (SELECT
    story_id, publishers, origins, unnest(string_split(doc_id, '%(sep)s')) AS doc_id,
    unnest(string_split(event_id, '%(sep)s')) AS event_id FROM given_stories)""",
    """CREATE TABLE documents AS SELECT doc_id, publisher, CAST(published AS DATE) AS published,
    status, error, language,
    "where" AS given_as, CASE WHEN status = 'read' THEN coalesce(copies.origin_id,
    doc_id) END AS origin_id, filename AS part
    FROM (SELECT * FROM given_documents UNION ALL BY NAME SELECT NULL::VARCHAR AS language WHERE
    false) LEFT JOIN (SELECT doc_id, origin_id FROM given_copies) AS copies
    USING (doc_id) ORDER BY doc_id""",
    """CREATE TABLE events AS SELECT *, CASE WHEN story_id IS NULL THEN number ELSE min(number)
    OVER (PARTITION BY story_id) END
    AS story FROM (SELECT CAST(row_number() OVER (ORDER BY day DESC NULLS LAST, doc_id,
    event_id) AS INTEGER) AS number,
    one.*, coalesce(publishers, 1) AS publishers, coalesce(origins, 1) AS origins, story_id,
    coalesce(origin_id, doc_id) AS origin FROM (SELECT
      doc_id, event_id, any_value(coalesce(display_group, '%(none)s')) AS kind,
      any_value(coalesce(modality, '%(none)s')) AS modality,
      sureness(any_value(confidence)) AS reading,
      CAST(any_value(first_day) AS DATE) AS first_day,
      CAST(any_value(last_day) AS DATE) AS last_day,
      CAST(any_value(coalesce(last_day, first_day)) AS DATE) AS day,
      any_value(%(side)s) AS side, any_value(%(speaker)s) AS speaker, any_value(%(says)s) AS says,
      any_value(coalesce(publisher, '%(none)s')) AS publisher,
      ' ' || fold(string_agg(DISTINCT concat_ws(' ', %(words)s), ' ')) AS words
    FROM given_events GROUP BY doc_id, event_id) AS one LEFT JOIN members USING (doc_id, event_id)
    LEFT JOIN (SELECT doc_id, origin_id FROM documents) AS copies USING (doc_id))
    ORDER BY number""",
    """UPDATE events SET origins = least(events.origins, told.origins) FROM
    (SELECT story, count(DISTINCT origin) AS origins FROM events GROUP BY story) AS told
    WHERE told.story = events.story""",
    """CREATE TABLE places AS SELECT DISTINCT ON (number, place_id) number, place_id, place_name,
    place_kind, admin1, country,
    latitude, longitude FROM given_events JOIN events USING (doc_id, event_id)
    WHERE place_id IS NOT NULL
    ORDER BY number, place_id, latitude NULLS LAST""",
    """CREATE TABLE terms AS SELECT term, list(number) AS numbers FROM (SELECT DISTINCT number,
    unnest(string_split(trim(words), ' ')) AS term FROM events) WHERE term <> '' GROUP BY term
    ORDER BY term""",
)
"""Statements that make, in order, what events are chosen by, from views of the store's own tables,
whose names begin with ``given``."""
REST = (
    """CREATE TABLE rows AS SELECT number, given_events.*, language FROM given_events JOIN events
    USING (doc_id, event_id) LEFT JOIN (SELECT doc_id, language FROM documents) USING (doc_id)
    ORDER BY number, place_start NULLS LAST""",
    """CREATE TABLE left_off AS SELECT number, any_value(regexp_replace(reason, '%(label)s',
    '')) AS reason FROM given_rejected
    JOIN (SELECT DISTINCT number, doc_id, trigger_start, trigger_end FROM rows) AS told
    ON (told.doc_id, trigger_start, trigger_end) = (given_rejected.doc_id,
    given_rejected.char_start, given_rejected.char_end)
    WHERE what = 'event' GROUP BY number ORDER BY number""",
    """CREATE TABLE sign AS SELECT left(md5(concat_ws(' ',
      (SELECT bit_xor(md5_number(concat_ws(' ', doc_id, given_sha256, status)))
      FROM given_documents),
      (SELECT bit_xor(md5_number(concat_ws(' ', doc_id, event_id, place_id, place_start, kind,
      modality, first_day, last_day,
        attributed_to, confidence))) FROM given_events),
      (SELECT bit_xor(md5_number(story_id)) FROM given_stories))), 16) AS sign""",
    "CREATE TABLE claims AS SELECT * FROM given_claims ORDER BY doc_id, event_id, claim_id",
)
"""Statements that make the rest of the index."""

FILLED = {
    "sep": SEPARATOR,
    "none": NOT_STATED,
    "words": ", ".join(WORDS),
    "label": LABEL,
    **{facet: _several(*COLUMNS[facet]) for facet in OF_LISTS},
}


def statements(*, whole: bool = True) -> tuple[str, ...]:
    """Those of the index, or of what events are chosen by alone."""
    return tuple(one % FILLED for one in (*CHOOSING, *(REST if whole else ())))
