-- Runs of the dearest shapes, by day
-- For each shape of the figure before: its runs, what they cost, the dearest one alone, and the bytes
-- that failed and cancelled runs read in vain. Beyond max_cells rows whoever costs least is folded into
-- one row a day of the shape (is_rest); shapes whose days alone are more are left out whole.
WITH dearest AS (
  SELECT
    query_fingerprint AS fingerprint,
    row_number() OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, query_fingerprint
    ) AS nth,
    sum(count(DISTINCT day)) OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, query_fingerprint
    ) AS days_so_far
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_fingerprint IS NOT NULL
  GROUP BY query_fingerprint
),
cells AS (
  SELECT
    d.nth,
    e.query_fingerprint,
    e.day,
    coalesce(e.account_id, '') AS account_id,
    coalesce(e.region, '') AS region,
    coalesce(e.workgroup, '') AS workgroup,
    coalesce(element_at(e.workgroup_tags, 'team'), '') AS team,
    coalesce(e.user, '') AS user_name,
    count(*) AS runs,
    count(*) FILTER (WHERE e.state = 'FAILED') AS failed,
    count(*) FILTER (WHERE e.state = 'CANCELLED') AS cancelled,
    count(*) FILTER (WHERE e.result_reused) AS reused,
    sum(e.cost_usd) AS cost_usd,
    max(e.cost_usd) AS dearest_usd,
    sum(e.data_scanned) AS data_scanned,
    sum(e.data_scanned) FILTER (WHERE e.state IN ('FAILED', 'CANCELLED')) AS lost_bytes
  FROM events e
  JOIN dearest d ON d.fingerprint = e.query_fingerprint
  WHERE e.day BETWEEN :first_day AND :last_day
    AND d.nth <= :top_shapes
    AND d.days_so_far <= :max_cells
  GROUP BY
    d.nth,
    e.query_fingerprint,
    e.day,
    coalesce(e.account_id, ''),
    coalesce(e.region, ''),
    coalesce(e.workgroup, ''),
    coalesce(element_at(e.workgroup_tags, 'team'), ''),
    coalesce(e.user, '')
),
series AS (
  SELECT
    nth,
    account_id,
    region,
    workgroup,
    team,
    user_name,
    sum(count(*)) OVER (
      ORDER BY
        sum(cost_usd) DESC NULLS LAST,
        sum(runs) DESC,
        nth,
        account_id,
        region,
        workgroup,
        team,
        user_name
    ) AS cells_so_far
  FROM cells
  GROUP BY nth, account_id, region, workgroup, team, user_name
),
kept AS (
  SELECT nth, account_id, region, workgroup, team, user_name
  FROM series
  WHERE cells_so_far <= :max_cells
)
SELECT
  c.query_fingerprint,
  c.day,
  nullif(k.account_id, '') AS account_id,
  nullif(k.region, '') AS region,
  nullif(k.workgroup, '') AS workgroup,
  nullif(k.team, '') AS team,
  nullif(k.user_name, '') AS user,
  k.nth IS NULL AS is_rest,
  sum(c.runs) AS runs,
  sum(c.failed) AS failed,
  sum(c.cancelled) AS cancelled,
  sum(c.reused) AS reused,
  round(sum(c.cost_usd), 9) AS cost_usd,
  round(max(c.dearest_usd), 9) AS dearest_usd,
  sum(c.data_scanned) AS data_scanned,
  sum(c.lost_bytes) AS lost_bytes
FROM cells c
LEFT JOIN kept k
  ON k.nth = c.nth
  AND k.account_id = c.account_id
  AND k.region = c.region
  AND k.workgroup = c.workgroup
  AND k.team = c.team
  AND k.user_name = c.user_name
GROUP BY
  c.nth,
  c.query_fingerprint,
  c.day,
  k.nth,
  k.account_id,
  k.region,
  k.workgroup,
  k.team,
  k.user_name
ORDER BY
  c.nth,
  c.day,
  account_id NULLS LAST,
  region NULLS LAST,
  workgroup NULLS LAST,
  team NULLS LAST,
  user NULLS LAST,
  is_rest
