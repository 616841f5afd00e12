-- Functions of Athena that the translation leaves as they are. Each has a test in
-- tests/local/translation.test.ts and its reason in README.md.

-- from_iso8601_timestamp. DuckDB's own cast would also take '2026-01-31 10:00' and an hour of 24, and
-- wants seconds before an offset.
CREATE OR REPLACE MACRO iso8601_timestamp(text) AS
  CAST(
    CASE
      WHEN regexp_full_match(text, '\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)?)?')
        THEN replace(text, 'Z', '+00:00')
      WHEN regexp_full_match(text, '\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(Z|[+-]\d{2}(:?\d{2})?)?')
        THEN replace(substr(text, 1, 16) || ':00' || substr(text, 17), 'Z', '+00:00')
      WHEN text IS NOT NULL THEN 'not ISO 8601'
    END AS TIMESTAMPTZ
  );

CREATE OR REPLACE MACRO to_utf8(text) AS encode(text);

-- Of a map: the value or null.
CREATE OR REPLACE MACRO element_at(map_value, key) AS map_extract_value(map_value, key);

-- json_extract_scalar and json_extract; what is no JSON has no such value.
CREATE OR REPLACE MACRO json_scalar(json_text, path) AS TRY(json_extract_string(json_text, path));
CREATE OR REPLACE MACRO json_part(json_text, path) AS TRY(json_extract(json_text, path));

-- DuckDB's own is null where there are no rows.
CREATE OR REPLACE MACRO count_if(condition) AS count(*) FILTER (WHERE condition);

-- Athena's names for what DuckDB calls otherwise.
CREATE OR REPLACE MACRO approx_percentile(value, share) AS approx_quantile(value, share);
CREATE OR REPLACE MACRO array_join(texts, separator) AS array_to_string(texts, separator);
CREATE OR REPLACE MACRO regexp_count(text, pattern) AS len(regexp_extract_all(text, pattern));
CREATE OR REPLACE MACRO json_parse(text) AS CAST(text AS JSON);
CREATE OR REPLACE MACRO url_extract_host(url) AS
  nullif(regexp_extract(url, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]*)', 1), '');
