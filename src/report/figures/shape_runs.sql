-- Runs of the dearest shapes, by day
-- For each shape of the figure before: its runs, what they cost, the dearest one alone, and the bytes
-- that failed and cancelled runs read in vain. Beyond max_cells rows whoever costs least is folded into
-- one row a day of the shape (is_rest); shapes whose days alone are more are left out whole.
WITH shapes AS (
  SELECT
    query_fingerprint AS fingerprint,
    count(*) AS runs,
    sum(cost_usd) AS cost_usd,
    count(DISTINCT day) AS days
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_fingerprint IS NOT NULL
  GROUP BY query_fingerprint
),
ranked AS (
  SELECT
    fingerprint,
    row_number() OVER (ORDER BY cost_usd DESC NULLS LAST, runs DESC, fingerprint) AS nth,
    sum(days) OVER (ORDER BY cost_usd DESC NULLS LAST, runs DESC, fingerprint) AS days_so_far
  FROM shapes
),
shown AS (
  SELECT fingerprint, nth
  FROM ranked
  WHERE nth <= :top_shapes
    AND days_so_far <= :max_cells
),
series AS (
  SELECT
    d.nth,
    coalesce(e.account_id, '') AS account_id,
    coalesce(e.region, '') AS region,
    coalesce(e.workgroup, '') AS workgroup,
    coalesce(element_at(e.workgroup_tags, 'team'), '') AS team,
    coalesce(e.user, '') AS user_name,
    count(*) AS runs,
    sum(e.cost_usd) AS cost_usd,
    min(e.day) AS from_day,
    max(e.day) AS to_day
  FROM events e
  JOIN shown d ON d.fingerprint = e.query_fingerprint
  WHERE e.day BETWEEN :first_day AND :last_day
  GROUP BY
    d.nth,
    coalesce(e.account_id, ''),
    coalesce(e.region, ''),
    coalesce(e.workgroup, ''),
    coalesce(element_at(e.workgroup_tags, 'team'), ''),
    coalesce(e.user, '')
),
-- A series has a row for each of its days: no more than runs, nor than days from its first to its last.
kept AS (
  SELECT nth, account_id, region, workgroup, team, user_name
  FROM (
    SELECT
      series.*,
      sum(least(runs, date_diff('day', CAST(from_day AS date), CAST(to_day AS date)) + 1)) OVER (
        ORDER BY
          cost_usd DESC NULLS LAST,
          runs DESC,
          nth,
          account_id,
          region,
          workgroup,
          team,
          user_name
      ) AS rows_so_far
    FROM series
  ) ranked_series
  WHERE rows_so_far <= :max_cells
)
SELECT
  e.query_fingerprint,
  e.day,
  nullif(k.account_id, '') AS account_id,
  nullif(k.region, '') AS region,
  nullif(k.workgroup, '') AS workgroup,
  nullif(k.team, '') AS team,
  nullif(k.user_name, '') AS user,
  k.nth IS NULL AS is_rest,
  count(*) AS runs,
  count(*) FILTER (WHERE e.state = 'FAILED') AS failed,
  count(*) FILTER (WHERE e.state = 'CANCELLED') AS cancelled,
  count(*) FILTER (WHERE e.result_reused) AS reused,
  round(sum(e.cost_usd), 9) AS cost_usd,
  round(max(e.cost_usd), 9) AS dearest_usd,
  sum(e.data_scanned) AS data_scanned,
  sum(e.data_scanned) FILTER (WHERE e.state IN ('FAILED', 'CANCELLED')) AS lost_bytes
FROM events e
JOIN shown d ON d.fingerprint = e.query_fingerprint
LEFT JOIN kept k
  ON k.nth = d.nth
  AND k.account_id = coalesce(e.account_id, '')
  AND k.region = coalesce(e.region, '')
  AND k.workgroup = coalesce(e.workgroup, '')
  AND k.team = coalesce(element_at(e.workgroup_tags, 'team'), '')
  AND k.user_name = coalesce(e.user, '')
WHERE e.day BETWEEN :first_day AND :last_day
GROUP BY
  d.nth,
  e.query_fingerprint,
  e.day,
  k.nth,
  k.account_id,
  k.region,
  k.workgroup,
  k.team,
  k.user_name
ORDER BY
  d.nth,
  e.day,
  account_id NULLS LAST,
  region NULLS LAST,
  workgroup NULLS LAST,
  team NULLS LAST,
  user NULLS LAST,
  is_rest
