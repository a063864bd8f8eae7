-- The rest of the index: whole rows, reasons, the sign of the store, claims.

CREATE TABLE rows AS
SELECT number, given_events.*, language
FROM given_events JOIN events USING (doc_id, event_id)
LEFT JOIN (SELECT doc_id, language FROM documents) USING (doc_id)
ORDER BY number, place_start NULLS LAST;

CREATE TABLE left_off AS
SELECT number, any_value(regexp_replace(reason, '%(label)s', '')) AS reason
FROM given_rejected
JOIN (SELECT DISTINCT number, doc_id, trigger_start, trigger_end FROM rows) AS told
  ON (told.doc_id, trigger_start, trigger_end)
  = (given_rejected.doc_id, given_rejected.char_start, given_rejected.char_end)
WHERE what = 'event' GROUP BY number ORDER BY number;

CREATE TABLE sign AS
SELECT left(md5(concat_ws(' ',
  (SELECT bit_xor(md5_number(concat_ws(' ', doc_id, given_sha256, status))) FROM given_documents),
  (SELECT bit_xor(md5_number(concat_ws(' ', doc_id, event_id, place_id, place_start, kind, modality,
    first_day, last_day, attributed_to, confidence))) FROM given_events),
  (SELECT bit_xor(md5_number(story_id)) FROM given_stories)
)), 16) AS sign;

CREATE TABLE claims AS SELECT * FROM given_claims ORDER BY doc_id, event_id, claim_id;
