-- Who costs most
-- Users by US dollars in the last 30 days. It differs from the order by bytes where regions have
-- other prices, where results are reused, and where capacity is reserved (paid by the hour: 0 here).
SELECT
  user,
  user_source,
  listagg(DISTINCT region, ', ') WITHIN GROUP (ORDER BY region) AS regions,
  count(*) AS queries,
  round(sum(cost_usd), 2) AS cost_usd,
  round(sum(cost_usd) / count(DISTINCT day), 2) AS cost_usd_per_active_day,
  round(max(cost_usd), 2) AS dearest_query_usd,
  round(sum(CASE WHEN state = 'CANCELLED' THEN cost_usd ELSE 0 END), 2) AS cancelled_usd,
  round(sum(data_scanned) / power(2, 40), 3) AS scanned_tib
FROM events
WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
  AND user IS NOT NULL
GROUP BY user, user_source
ORDER BY cost_usd DESC NULLS LAST, queries DESC, user
LIMIT 25
