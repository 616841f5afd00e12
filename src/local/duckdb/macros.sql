-- Functions of Athena that the translation leaves as they are. Each has a test in
-- tests/local/translation.test.ts and its reason in README.md.

-- Only the ISO form: DuckDB's own cast would also take '2026-01-31 10:00'.
CREATE OR REPLACE MACRO from_iso8601_timestamp(text) AS
  CAST(
    CASE
      WHEN regexp_full_match(text, '\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?')
        THEN replace(text, 'Z', '+00:00')
      WHEN text IS NOT NULL THEN 'not ISO 8601'
    END AS TIMESTAMPTZ
  );

CREATE OR REPLACE MACRO to_utf8(text) AS encode(text);

-- Of a map: the value or null.
CREATE OR REPLACE MACRO element_at(map_value, key) AS map_extract_value(map_value, key);
