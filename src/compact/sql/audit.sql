-- What a run of cloudtrail_events holds, by delivered day, beside what is published for its month.
WITH

staged AS (
  SELECT event_id, event_time, delivered_day
  FROM cloudtrail_events_staging
  WHERE year = :year
    AND month = :month
    AND run = :run
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
  WHERE year = :year
    AND month = :month
)

SELECT *
FROM doubled
CROSS JOIN published
LEFT JOIN days
  ON true
ORDER BY delivered_day
