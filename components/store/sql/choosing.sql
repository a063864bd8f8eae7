-- What events are chosen by. The names of the store's own tables begin with given_.

CREATE TEMP TABLE members AS
SELECT DISTINCT ON (doc_id, event_id) * FROM (
  SELECT story_id, publishers, origins,
    unnest(string_split(doc_id, '%(sep)s')) AS doc_id,
    unnest(string_split(event_id, '%(sep)s')) AS event_id
  FROM given_stories
);

CREATE TABLE documents AS
SELECT doc_id, publisher, CAST(published AS DATE) AS published, status, error, language,
  "where" AS given_as,
  CASE WHEN status = 'read' THEN coalesce(copies.origin_id, doc_id) END AS origin_id,
  filename AS part
FROM (
  SELECT * FROM given_documents
  -- Older parts have no language.
  UNION ALL BY NAME SELECT NULL::VARCHAR AS language WHERE false
)
LEFT JOIN (SELECT doc_id, origin_id FROM given_copies) AS copies USING (doc_id)
ORDER BY doc_id;

CREATE TABLE events AS
SELECT *,
  CASE WHEN story_id IS NULL THEN number ELSE min(number) OVER (PARTITION BY story_id) END AS story
FROM (
  SELECT
    CAST(row_number() OVER (ORDER BY day DESC NULLS LAST, doc_id, event_id) AS INTEGER) AS number,
    one.*, coalesce(publishers, 1) AS publishers, coalesce(origins, 1) AS origins, story_id,
    coalesce(origin_id, doc_id) AS origin
  FROM (
    SELECT doc_id, event_id,
      any_value(coalesce(display_group, '%(none)s')) AS kind,
      any_value(coalesce(modality, '%(none)s')) AS modality,
      sureness(any_value(confidence)) AS reading,
      CAST(any_value(first_day) AS DATE) AS first_day,
      CAST(any_value(last_day) AS DATE) AS last_day,
      CAST(any_value(coalesce(last_day, first_day)) AS DATE) AS day,
      any_value(%(side)s) AS side,
      any_value(%(speaker)s) AS speaker,
      any_value(%(says)s) AS says,
      any_value(coalesce(publisher, '%(none)s')) AS publisher,
      ' ' || fold(string_agg(DISTINCT concat_ws(' ', %(words)s), ' ')) AS words
    FROM given_events GROUP BY doc_id, event_id
  ) AS one
  LEFT JOIN members USING (doc_id, event_id)
  LEFT JOIN (SELECT doc_id, origin_id FROM documents) AS copies USING (doc_id)
)
ORDER BY number;

UPDATE events SET origins = least(events.origins, told.origins)
FROM (SELECT story, count(DISTINCT origin) AS origins FROM events GROUP BY story) AS told
WHERE told.story = events.story;

CREATE TABLE places AS
SELECT DISTINCT ON (number, place_id)
  number, place_id, place_name, place_kind, admin1, country, latitude, longitude
FROM given_events JOIN events USING (doc_id, event_id)
WHERE place_id IS NOT NULL
ORDER BY number, place_id, latitude NULLS LAST;

CREATE TABLE terms AS
SELECT term, list(number) AS numbers
FROM (SELECT DISTINCT number, unnest(string_split(trim(words), ' ')) AS term FROM events)
WHERE term <> '' GROUP BY term ORDER BY term;
