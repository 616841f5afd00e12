-- What each day costs
-- The last 30 days: queries, users, bytes and dollars, and the change against the same weekday a week
-- before. Failed queries are not billed; cancelled ones are.
WITH daily AS (
  SELECT
    day,
    count(*) AS queries,
    count(DISTINCT user) AS users,
    count(*) FILTER (WHERE state = 'FAILED') AS failed,
    count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
    count(*) FILTER (WHERE state = 'REJECTED') AS refused,
    sum(data_scanned) AS bytes,
    sum(cost_usd) AS usd
  FROM events
  WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '37' DAY AS varchar), 1, 10) FROM events)
  GROUP BY day
)
SELECT
  d.day,
  d.queries,
  d.users,
  d.failed,
  d.cancelled,
  d.refused,
  round(d.bytes / power(2, 40), 3) AS scanned_tib,
  round(d.usd, 2) AS cost_usd,
  round(d.usd - w.usd, 2) AS change_usd_in_a_week
FROM daily d
LEFT JOIN daily w ON date_diff('day', CAST(w.day AS date), CAST(d.day AS date)) = 7
ORDER BY d.day DESC
LIMIT 30
