-- The heaviest queries
-- Single queries by bytes scanned in the last 30 days, with whom to ask about them. The SQL is cut to
-- one line; the whole text is in events, under the id.
SELECT
  day,
  coalesce(user, '(unknown)') AS user,
  workgroup,
  state,
  round(data_scanned / power(2, 40), 3) AS scanned_tib,
  round(cost_usd, 2) AS cost_usd,
  round(total_ms / 60000e0, 1) AS minutes,
  substr(trim(replace(replace(replace(query, chr(13), ' '), chr(10), ' '), chr(9), ' ')), 1, 80) AS query_begins,
  query_execution_id
FROM events
WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
  AND data_scanned IS NOT NULL
ORDER BY data_scanned DESC, query_execution_id
LIMIT 20
