-- What fails and what is refused
-- Failed, cancelled and refused queries of the last 30 days by user and reason, the most frequent
-- first. A refusal (REJECTED) by AccessDenied is a permission that is missing, or somebody who tries
-- what they may not; a failed INSERT that nobody looked at is a table that is not up to date.
WITH unsuccessful AS (
  SELECT
    state,
    coalesce(user, '(unknown)') AS user,
    workgroup,
    submitted_at,
    substatement_type,
    data_scanned,
    cost_usd,
    coalesce(error_code || ': ', '') || coalesce(error_message, '(no reason given)') AS reason
  FROM events
  WHERE state IN ('FAILED', 'CANCELLED', 'REJECTED')
    AND day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
)
SELECT
  state,
  user,
  workgroup,
  substr(replace(replace(reason, chr(13), ' '), chr(10), ' '), 1, 100) AS reason_begins,
  count(*) AS times,
  count(*) FILTER (WHERE substatement_type = 'INSERT') AS inserts,
  max(submitted_at) AS last_at,
  round(sum(data_scanned) / power(2, 30), 1) AS scanned_gib,
  round(sum(cost_usd), 2) AS cost_usd
FROM unsuccessful
GROUP BY state, user, workgroup, substr(replace(replace(reason, chr(13), ' '), chr(10), ' '), 1, 100)
ORDER BY times DESC, last_at DESC, state, user, workgroup, reason_begins
LIMIT 50
