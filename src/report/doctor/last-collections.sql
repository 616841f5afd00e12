-- The last day that each account and region collected to the end.
SELECT account_id, region, MAX(day) AS last_day
FROM ledger
WHERE job = 'history' AND outcome = 'done' AND day >= :from_day
GROUP BY account_id, region
ORDER BY account_id, region
