-- The same query again and again
-- SELECTs that one user ran more than 20 times in the last 30 days, alike but for their literals (same
-- fingerprint). repeated_tib and repeated_usd count all runs but the dearest one: what a filter
-- on the partition, a materialised result or result reuse could save.
SELECT
  user,
  workgroup,
  count(*) AS runs,
  round(CAST(count(*) AS double) / count(DISTINCT day), 1) AS runs_per_day,
  count(*) FILTER (WHERE result_reused) AS reused,
  round(avg(data_scanned) / power(2, 30), 2) AS gib_per_run,
  round((sum(data_scanned) - max(data_scanned)) / power(2, 40), 3) AS repeated_tib,
  round(sum(cost_usd) - max(cost_usd), 2) AS repeated_usd,
  substr(trim(replace(replace(max_by(query, submitted_at), chr(13), ' '), chr(10), ' ')), 1, 80) AS last_query_begins,
  substr(query_fingerprint, 1, 16) AS fingerprint_begins
FROM events
WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
  AND state = 'SUCCEEDED'
  AND substatement_type = 'SELECT'
  AND user IS NOT NULL
  AND query_fingerprint IS NOT NULL
GROUP BY user, workgroup, query_fingerprint
HAVING count(*) > 20 AND sum(data_scanned) > 0
ORDER BY repeated_usd DESC NULLS LAST, runs DESC, user, workgroup, query_fingerprint
LIMIT 25
