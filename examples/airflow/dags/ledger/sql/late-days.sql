{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
-- Calls, delivered on the given days, that no event knows yet: their delivered days and the days
-- whose events lack them. A call near midnight counts for both days: Athena's clock decides which
-- one has the query.
WITH

delivered AS (
  SELECT
    COALESCE(query_execution_id, event_id) AS call_key,
    delivered_day,
    CAST(CAST(moment AS date) AS varchar) AS day
  FROM submissions
  CROSS JOIN UNNEST(ARRAY[
    submitted_at - INTERVAL '5' MINUTE,
    submitted_at,
    submitted_at + INTERVAL '5' MINUTE
  ]) AS near (moment)
  WHERE delivered_day IN ('{{ build.day }}')
    AND outcome IN ('accepted', 'refused')
),

known AS (
  SELECT DISTINCT COALESCE(query_execution_id, event_id) AS call_key
  FROM events
  WHERE day BETWEEN '{{ macros.ds_add(build.day, -31) }}' AND '{{ macros.ds_add(build.day, 1) }}'
    AND record_source <> 'history_only'
)

SELECT DISTINCT
  delivered.delivered_day,
  delivered.day
FROM delivered
LEFT JOIN known
  ON known.call_key = delivered.call_key
WHERE known.call_key IS NULL
  AND delivered.day BETWEEN '{{ macros.ds_add(build.day, -31) }}' AND '{{ macros.ds_add(build.day, 1) }}'
ORDER BY delivered.day, delivered.delivered_day
