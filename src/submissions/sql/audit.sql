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
  WHERE delivered_day = :delivered_day
    AND run = :run
),

published AS (
  SELECT COUNT(*) AS rows_published
  FROM submissions
  WHERE delivered_day = :delivered_day
)

SELECT *
FROM staged
CROSS JOIN published
