{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
-- What a run of submissions holds, beside what is published for the same delivered day.
WITH

staged AS (
  SELECT
    COUNT(*) AS rows_staged,
    COUNT(event_id) - COUNT(DISTINCT event_id) AS duplicates,
    COUNT(*) FILTER (WHERE outcome = 'accepted') AS accepted,
    COUNT(*) FILTER (WHERE outcome = 'refused') AS refused,
    COUNT(*) FILTER (WHERE outcome = 'unidentified') AS unidentified,
    COUNT(*) FILTER (WHERE outcome = 'unreadable') AS unreadable
  FROM submissions_staging
  WHERE delivered_day = '{{ build.day }}'
    AND run = '{{ build.run }}'
),

published AS (
  SELECT COUNT(*) AS rows_published
  FROM submissions
  WHERE delivered_day = '{{ build.day }}'
)

SELECT *
FROM staged
CROSS JOIN published
