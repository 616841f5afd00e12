-- Hours of the day
-- When people query: UTC hours, by day. People beyond max_cells rows are left out whole, the cheapest first.
WITH ranked AS (
  -- Whose days alone are too many needs no closer look.
  SELECT
    user AS person,
    row_number() OVER (ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, user) AS nth,
    sum(count(DISTINCT day)) OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, user
    ) AS days_so_far
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND user IS NOT NULL
    AND submitted_at IS NOT NULL
  GROUP BY user
),
cells AS (
  SELECT
    nth,
    day,
    hour(submitted_at) AS hour,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    user,
    count(*) AS queries
  FROM events
  JOIN ranked ON person = user
  WHERE day BETWEEN :first_day AND :last_day
    AND submitted_at IS NOT NULL
    AND days_so_far <= :max_cells
  GROUP BY nth, day, hour(submitted_at), account_id, region, workgroup, element_at(workgroup_tags, 'team'), user
),
people AS (
  SELECT nth, sum(count(*)) OVER (ORDER BY nth) AS cells_so_far
  FROM cells
  GROUP BY nth
)
SELECT c.day, c.hour, c.account_id, c.region, c.workgroup, c.team, c.user, c.queries
FROM cells c
JOIN people p ON p.nth = c.nth
WHERE p.cells_so_far <= :max_cells
ORDER BY c.user, c.day, c.hour, c.account_id, c.region, c.workgroup, c.team NULLS LAST
