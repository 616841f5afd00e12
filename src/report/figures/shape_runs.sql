-- Runs of the dearest shapes, by day
-- For each shape of the figure before: its runs, what they cost, the dearest one alone, and the bytes
-- that failed and cancelled runs read in vain. Shapes beyond max_cells rows are left out whole.
WITH cells AS (
  SELECT
    query_fingerprint,
    day,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    user,
    count(*) AS runs,
    count(*) FILTER (WHERE state = 'FAILED') AS failed,
    count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
    count(*) FILTER (WHERE result_reused) AS reused,
    sum(cost_usd) AS cost_usd,
    max(cost_usd) AS dearest_usd,
    sum(data_scanned) AS data_scanned,
    sum(data_scanned) FILTER (WHERE state IN ('FAILED', 'CANCELLED')) AS lost_bytes
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_fingerprint IS NOT NULL
  GROUP BY query_fingerprint, day, account_id, region, workgroup, element_at(workgroup_tags, 'team'), user
),
shapes AS (
  SELECT
    query_fingerprint,
    row_number() OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, sum(runs) DESC, query_fingerprint
    ) AS nth,
    sum(count(*)) OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, sum(runs) DESC, query_fingerprint
    ) AS cells_so_far
  FROM cells
  GROUP BY query_fingerprint
)
SELECT
  c.query_fingerprint,
  c.day,
  c.account_id,
  c.region,
  c.workgroup,
  c.team,
  c.user,
  c.runs,
  c.failed,
  c.cancelled,
  c.reused,
  round(c.cost_usd, 9) AS cost_usd,
  round(c.dearest_usd, 9) AS dearest_usd,
  c.data_scanned,
  c.lost_bytes
FROM cells c
JOIN shapes s ON s.query_fingerprint = c.query_fingerprint
WHERE s.nth <= :top_shapes
  AND s.cells_so_far <= :max_cells
ORDER BY s.nth, c.day, c.account_id, c.region, c.workgroup, c.team NULLS LAST, c.user NULLS LAST
