-- Workgroups that somebody no longer uses
-- User and workgroup pairs of the last 90 days without a query in the newest 7: a permission that can
-- be taken back. still_active says whether the user queries elsewhere; if not, they may be gone.
WITH pairs AS (
  SELECT
    user,
    account_id,
    region,
    workgroup,
    count(*) AS queries,
    min(day) AS first_day,
    max(day) AS last_day
  FROM events
  WHERE user IS NOT NULL
    AND state <> 'REJECTED'
    AND day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '90' DAY AS varchar), 1, 10) FROM events)
  GROUP BY user, account_id, region, workgroup
),
users AS (
  SELECT user AS of_user, max(last_day) AS last_day_anywhere FROM pairs GROUP BY user
),
newest AS (
  SELECT CAST(max(day) AS date) AS newest_day FROM events
)
SELECT
  p.user,
  p.account_id,
  p.region,
  p.workgroup,
  p.queries,
  p.first_day,
  p.last_day,
  date_diff('day', CAST(p.last_day AS date), n.newest_day) AS days_unused,
  date_diff('day', CAST(u.last_day_anywhere AS date), n.newest_day) < 7 AS still_active
FROM pairs p
JOIN users u ON u.of_user = p.user
CROSS JOIN newest n
WHERE date_diff('day', CAST(p.last_day AS date), n.newest_day) >= 7
ORDER BY days_unused DESC, p.queries DESC, user, p.account_id, p.region, p.workgroup
LIMIT 100
