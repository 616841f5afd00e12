-- Usage by team
-- Queries, bytes and dollars of the last 30 and 90 days by the workgroup tag `team`. What has no such
-- tag stands under (no team): tag those workgroups to tell whose it is.
WITH usage AS (
  SELECT
    coalesce(element_at(workgroup_tags, 'team'), '(no team)') AS team,
    user,
    workgroup,
    data_scanned,
    cost_usd,
    date_diff('day', CAST(day AS date), (SELECT CAST(max(day) AS date) FROM events)) AS age
  FROM events
  WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '90' DAY AS varchar), 1, 10) FROM events)
)
SELECT
  team,
  count(DISTINCT user) AS users_90_days,
  count(DISTINCT workgroup) AS workgroups_90_days,
  count(*) FILTER (WHERE age < 30) AS queries_30_days,
  round(sum(CASE WHEN age < 30 THEN data_scanned END) / power(2, 40), 3) AS scanned_tib_30_days,
  round(sum(CASE WHEN age < 30 THEN cost_usd END), 2) AS cost_usd_30_days,
  count(*) AS queries_90_days,
  round(sum(data_scanned) / power(2, 40), 3) AS scanned_tib_90_days,
  round(sum(cost_usd), 2) AS cost_usd_90_days
FROM usage
GROUP BY team
ORDER BY cost_usd_90_days DESC NULLS LAST, team
