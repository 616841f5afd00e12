-- Which days the lake has
-- The first and the last day with events or with a finished build: the days that a report can be of.
SELECT min(day) AS first_day, max(day) AS last_day
FROM (
  SELECT day FROM events
  UNION
  SELECT day FROM completeness
) days
