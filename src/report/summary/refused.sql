-- Calls that Athena refused, in the days given: they have no query, and no other tool shows them.
SELECT
  COALESCE(user, '(nobody known)') AS user,
  workgroup,
  error_code,
  COUNT(*) AS calls,
  MAX(day) AS last_day
FROM events
WHERE state = 'REJECTED'
  AND day BETWEEN :first_day AND :last_day
GROUP BY COALESCE(user, '(nobody known)'), workgroup, error_code
ORDER BY calls DESC, user, workgroup, error_code
LIMIT 6
