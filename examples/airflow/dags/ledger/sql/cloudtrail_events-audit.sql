{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
{%- set chunk = params.chunk -%}
-- What a run of cloudtrail_events holds, by delivered day, beside what is published for its month.
WITH

staged AS (
  SELECT event_id, event_time, delivered_day
  FROM cloudtrail_events_staging
  WHERE year = '{{ build.day[:4] }}'
    AND month = '{{ build.day[5:] }}'
    AND run = '{{ build.run }}'
),

days AS (
  SELECT
    delivered_day,
    COUNT(*) AS rows_staged,
    COUNT(*) FILTER (WHERE event_id IS NULL) AS unidentified,
    COUNT(*) FILTER (WHERE event_time IS NULL) AS unreadable
  FROM staged
  GROUP BY delivered_day
),

doubled AS (
  SELECT COUNT(event_id) - COUNT(DISTINCT event_id) AS rows_doubled
  FROM staged
),

published AS (
  SELECT COUNT(*) AS rows_published
  FROM cloudtrail_events
  WHERE year = '{{ build.day[:4] }}'
    AND month = '{{ build.day[5:] }}'
)

SELECT *
FROM doubled
CROSS JOIN published
LEFT JOIN days
  ON true
ORDER BY delivered_day
