-- The ledger's verdict on the days given.
SELECT *
FROM completeness
WHERE day BETWEEN :first_day AND :last_day
ORDER BY day
