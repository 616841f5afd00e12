-- Accounts and regions without history, in the days given: those with calls first.
SELECT
  account_id,
  region,
  COUNT(*) AS days,
  MIN(day) AS first_day,
  MAX(day) AS last_day,
  SUM(submissions) AS submissions
FROM silence
WHERE day BETWEEN :first_day AND :last_day
GROUP BY account_id, region
ORDER BY submissions DESC, days DESC, account_id, region
