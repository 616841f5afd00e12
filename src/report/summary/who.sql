-- Who reads and who pays, in the days given: users by bytes, with their cost.
SELECT
  COALESCE(user, '(nobody known)') AS user,
  max_by(user_source, submitted_at) AS user_source,
  COUNT(*) AS queries,
  COUNT(*) FILTER (WHERE state IN ('FAILED', 'CANCELLED', 'REJECTED')) AS unsuccessful,
  SUM(data_scanned) AS data_scanned,
  SUM(cost_usd) AS cost_usd
FROM events
WHERE day BETWEEN :first_day AND :last_day
GROUP BY COALESCE(user, '(nobody known)')
ORDER BY data_scanned DESC NULLS LAST, queries DESC, user
LIMIT 10
