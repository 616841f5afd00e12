-- Queries without a user
-- Queries of the last 30 days that history knows and the trail does not: nobody can say who ran them.
-- A few at the newest midnight are records not delivered yet; a block of hours is a trail that was
-- switched off; a whole account and region is a trail that is missing.
SELECT
  day,
  account_id,
  region,
  workgroup,
  count(*) AS queries,
  min(submitted_at) AS first_at,
  max(submitted_at) AS last_at,
  round(sum(data_scanned) / power(2, 30), 2) AS scanned_gib,
  round(sum(cost_usd), 2) AS cost_usd
FROM events
WHERE user IS NULL
  AND record_source = 'history_only'
  AND day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
GROUP BY day, account_id, region, workgroup
ORDER BY day DESC, queries DESC, account_id, region, workgroup
LIMIT 100
