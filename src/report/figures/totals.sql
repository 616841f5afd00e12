-- The period in one row
-- All events of the days of the report, and how many people, queries of known cost and days they are.
SELECT
  count(*) AS queries,
  count(DISTINCT user) AS users,
  count(DISTINCT day) AS days,
  count(*) FILTER (WHERE state = 'REJECTED') AS refused,
  count(*) FILTER (WHERE data_scanned IS NULL AND state <> 'REJECTED') AS unknown_bytes,
  count(*) FILTER (WHERE cost_usd IS NULL) AS unknown_cost,
  count(*) FILTER (WHERE record_source = 'history_only') AS without_user,
  sum(data_scanned) AS data_scanned,
  sum(cost_usd) AS cost_usd
FROM events
WHERE day BETWEEN :first_day AND :last_day
