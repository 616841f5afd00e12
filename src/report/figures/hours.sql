-- Hours of the day
-- When people query: UTC hours, by day. People beyond max_cells rows are left out whole, the cheapest first.
WITH cells AS (
  SELECT
    day,
    hour(submitted_at) AS hour,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    user,
    count(*) AS queries,
    sum(cost_usd) AS cost_usd
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND user IS NOT NULL
    AND submitted_at IS NOT NULL
  GROUP BY day, hour(submitted_at), account_id, region, workgroup, element_at(workgroup_tags, 'team'), user
),
people AS (
  SELECT
    user AS person,
    sum(count(*)) OVER (ORDER BY sum(cost_usd) DESC NULLS LAST, sum(queries) DESC, user) AS cells_so_far
  FROM cells
  GROUP BY user
)
SELECT c.day, c.hour, c.account_id, c.region, c.workgroup, c.team, c.user, c.queries
FROM cells c
JOIN people p ON p.person = c.user
WHERE p.cells_so_far <= :max_cells
ORDER BY c.user, c.day, c.hour, c.account_id, c.region, c.workgroup, c.team NULLS LAST
