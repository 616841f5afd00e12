-- Access that is no longer used
-- User and workgroup pairs of the 90 days before the last one without a query in the newest 7:
-- permissions that can be taken back. still_active says whether the user queries elsewhere.
WITH pairs AS (
  SELECT
    user,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    count(*) AS queries,
    max(day) AS day
  FROM events
  WHERE user IS NOT NULL
    AND state <> 'REJECTED'
    AND day BETWEEN :known_day AND :last_day
  GROUP BY user, account_id, region, workgroup, element_at(workgroup_tags, 'team')
),
people AS (
  SELECT user AS person, max(day) AS last_day_anywhere FROM pairs GROUP BY user
)
SELECT
  p.day,
  p.user,
  p.account_id,
  p.region,
  p.workgroup,
  p.team,
  p.queries,
  date_diff('day', CAST(p.day AS date), CAST(:last_day AS date)) AS days_unused,
  date_diff('day', CAST(u.last_day_anywhere AS date), CAST(:last_day AS date)) < 7 AS still_active,
  count(*) OVER () AS of_rows
FROM pairs p
JOIN people u ON u.person = p.user
WHERE date_diff('day', CAST(p.day AS date), CAST(:last_day AS date)) >= 7
ORDER BY days_unused DESC, p.queries DESC, p.user, p.account_id, p.region, p.workgroup, p.team NULLS LAST
LIMIT :top_rows
