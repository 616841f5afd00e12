-- The queries that cost most, in the days given.
SELECT
  day,
  COALESCE(user, '(nobody known)') AS user,
  workgroup,
  data_scanned,
  cost_usd,
  trim(regexp_replace(substr(query, 1, 200), '[ \t\r\n]+', ' ')) AS query
FROM events
WHERE day BETWEEN :first_day AND :last_day
ORDER BY cost_usd DESC NULLS LAST, query_execution_id
LIMIT 5
