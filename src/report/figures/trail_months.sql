-- Months of the trail that are built
-- What the ledger says of cloudtrail_events: console logins, security groups, errors of all services and
-- root are of these months only. When each was built last.
SELECT
  substr(day, 1, 7) AS trail_month,
  max(finished_at) AS built_at
FROM ledger
WHERE job = 'cloudtrail_events'
  AND outcome = 'done'
  AND day BETWEEN :first_month AND :last_day
GROUP BY substr(day, 1, 7)
ORDER BY trail_month
