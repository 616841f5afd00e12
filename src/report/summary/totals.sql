-- The days given in one row.
SELECT
  COUNT(*) AS events,
  COUNT(DISTINCT user) AS users,
  COUNT(DISTINCT account_id) AS accounts,
  COUNT(DISTINCT region) AS regions,
  SUM(data_scanned) AS data_scanned,
  SUM(cost_usd) AS cost_usd
FROM events
WHERE day BETWEEN :first_day AND :last_day
