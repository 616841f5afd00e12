-- What the ledger says of each day
-- The view completeness, with the accounts and regions of the view silence counted. A day is
-- provisional if it was built before it had been over for an hour: more may come, and it is built again.
SELECT
  c.day,
  c.submissions,
  c.history_rows,
  c.matched,
  c.history_only,
  c.trail_only,
  c.rejected,
  c.unidentified,
  c.unreadable,
  c.running,
  c.events,
  c.last_built_at,
  c.provisional AS is_provisional,
  coalesce(s.silent, 0) AS silent,
  coalesce(s.calls_unheard, 0) AS calls_unheard
FROM completeness c
LEFT JOIN (
  SELECT day, count(*) AS silent, sum(submissions) AS calls_unheard
  FROM silence
  WHERE day BETWEEN :first_day AND :last_day
  GROUP BY day
) s ON s.day = c.day
WHERE c.day BETWEEN :first_day AND :last_day
ORDER BY c.day
