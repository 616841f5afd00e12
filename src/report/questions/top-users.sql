-- Who scans most
-- Users by bytes scanned in the last 30 days. share is the part of all bytes in percent: a
-- few users usually hold most of it. Reserved capacity scans too, but is not billed by bytes.
WITH recent AS (
  SELECT user, user_source, day, state, data_scanned, cost_usd
  FROM events
  WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
)
SELECT
  user,
  user_source,
  count(*) AS queries,
  count(*) FILTER (WHERE state IN ('FAILED', 'CANCELLED', 'REJECTED')) AS failed,
  count(DISTINCT day) AS days,
  round(sum(data_scanned) / power(2, 40), 3) AS scanned_tib,
  round(100 * sum(data_scanned) / CAST((SELECT sum(data_scanned) FROM recent) AS double), 1) AS share,
  round(sum(cost_usd), 2) AS cost_usd
FROM recent
WHERE user IS NOT NULL
GROUP BY user, user_source
ORDER BY scanned_tib DESC NULLS LAST, queries DESC, user
LIMIT 25
