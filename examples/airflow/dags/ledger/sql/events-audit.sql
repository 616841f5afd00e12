{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
-- Is the run complete and single? Counts what it holds, what it should hold, and what is published
-- now; src/events/audit.ts judges. Independent of insert.sql: it starts from the sources again.
WITH

staged AS (
  SELECT
    COALESCE(query_execution_id, event_id) AS event_key,
    query_execution_id,
    record_source,
    state
  FROM events_staging
  WHERE day = '{{ build.day }}'
    AND run = '{{ build.run }}'
),

staged_counts AS (
  SELECT
    COUNT(*) AS rows_staged,
    COUNT(*) - COUNT(DISTINCT event_key) AS rows_doubled,
    COUNT(*) FILTER (WHERE record_source = 'matched') AS matched,
    COUNT(*) FILTER (WHERE record_source = 'history_only') AS history_only,
    COUNT(*) FILTER (WHERE record_source = 'trail_only' AND state <> 'REJECTED') AS trail_only,
    COUNT(*) FILTER (WHERE state = 'REJECTED') AS rejected,
    COUNT(*) FILTER (WHERE state IN ('QUEUED', 'RUNNING')) AS running
  FROM staged
),

history_rows AS (
  SELECT
    query_execution_id,
    day,
    TRY(CAST(from_iso8601_timestamp(submitted_at) AT TIME ZONE 'UTC' AS timestamp(3))) AS submitted
  FROM history
  WHERE day IN ('{{ macros.ds_add(build.day, -1) }}', '{{ build.day }}', '{{ macros.ds_add(build.day, 1) }}')
),

history_ids AS (
  SELECT DISTINCT
    query_execution_id,
    CASE
      WHEN ABS(date_diff('day', CAST(day AS date), CAST(submitted AS date))) <= 1
        THEN CAST(CAST(submitted AS date) AS varchar)
      ELSE day
    END AS event_day
  FROM history_rows
),

history_counts AS (
  SELECT
    COUNT(*) AS history_rows,
    COUNT(*) FILTER (WHERE staged.event_key IS NULL) AS history_missing
  FROM history_ids
  LEFT JOIN staged
    ON staged.query_execution_id = history_ids.query_execution_id
  WHERE event_day = '{{ build.day }}'
),

-- The first day on which each call was made, so far as its time can be read.
call_days AS (
  SELECT
    COALESCE(query_execution_id, event_id) AS call_key,
    MIN(day) AS call_day
  FROM submissions
  WHERE delivered_day BETWEEN '{{ macros.ds_add(build.day, -1) }}' AND '{{ macros.ds_add(build.day, 31) }}'
    AND outcome IN ('accepted', 'refused')
  GROUP BY COALESCE(query_execution_id, event_id)
),

-- Missing: neither in the run, nor a query of a neighbouring day.
call_counts AS (
  SELECT COUNT(*) FILTER (WHERE staged.event_key IS NULL AND history_ids.query_execution_id IS NULL) AS submissions_missing
  FROM call_days
  LEFT JOIN staged
    ON staged.event_key = call_key
  LEFT JOIN history_ids
    ON history_ids.query_execution_id = call_key
    AND event_day <> '{{ build.day }}'
  WHERE call_day = '{{ build.day }}'
),

submission_counts AS (
  SELECT
    COUNT(DISTINCT CASE WHEN outcome = 'accepted' AND day = '{{ build.day }}' THEN query_execution_id END) AS submissions,
    -- A record without an id of its own is one more: it cannot be told from its copies.
    COUNT(DISTINCT CASE WHEN outcome = 'unidentified' AND day = '{{ build.day }}' THEN event_id END)
      + COUNT(*) FILTER (WHERE outcome = 'unidentified' AND day = '{{ build.day }}' AND event_id IS NULL) AS unidentified,
    COUNT(DISTINCT CASE WHEN outcome = 'unreadable' AND delivered_day = '{{ build.day }}' THEN event_id END)
      + COUNT(*) FILTER (WHERE outcome = 'unreadable' AND delivered_day = '{{ build.day }}' AND event_id IS NULL) AS unreadable
  FROM submissions
  WHERE delivered_day BETWEEN '{{ macros.ds_add(build.day, -1) }}' AND '{{ macros.ds_add(build.day, 31) }}'
),

published_counts AS (
  SELECT
    COUNT(*) AS rows_published,
    COUNT(*) FILTER (WHERE record_source <> 'trail_only') AS history_published,
    COUNT(*) FILTER (WHERE record_source <> 'history_only') AS submissions_published
  FROM events
  WHERE day = '{{ build.day }}'
)

SELECT *
FROM staged_counts
CROSS JOIN history_counts
CROSS JOIN call_counts
CROSS JOIN submission_counts
CROSS JOIN published_counts
