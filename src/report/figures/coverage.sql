-- Each account and region, day by day
-- Events by how they were found, and the calls of accounts and regions that were silent: those have a
-- trail, and no history came from them. Silent places come first if there are more than max_cells rows.
WITH found AS (
  SELECT
    day,
    account_id,
    region,
    count(*) AS events,
    count(*) FILTER (WHERE record_source = 'matched') AS matched,
    count(*) FILTER (WHERE record_source = 'history_only') AS history_only,
    count(*) FILTER (WHERE record_source = 'trail_only' AND state <> 'REJECTED') AS trail_only,
    count(*) FILTER (WHERE state = 'REJECTED') AS rejected
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
  GROUP BY day, account_id, region
),
silent AS (
  SELECT day, account_id, region, submissions AS calls_unheard
  FROM silence
  WHERE day BETWEEN :first_day AND :last_day
),
cells AS (
  SELECT
    coalesce(f.day, s.day) AS day,
    coalesce(f.account_id, s.account_id) AS account_id,
    coalesce(f.region, s.region) AS region,
    coalesce(f.events, 0) AS events,
    coalesce(f.matched, 0) AS matched,
    coalesce(f.history_only, 0) AS history_only,
    coalesce(f.trail_only, 0) AS trail_only,
    coalesce(f.rejected, 0) AS rejected,
    s.day IS NOT NULL AS is_silent,
    s.calls_unheard
  FROM found f
  FULL JOIN silent s ON s.day = f.day AND s.account_id = f.account_id AND s.region = f.region
),
places AS (
  SELECT
    account_id,
    region,
    sum(count(*)) OVER (
      ORDER BY count(*) FILTER (WHERE is_silent) DESC, sum(events) DESC, account_id, region
    ) AS cells_so_far,
    count(*) OVER () AS of_places
  FROM cells
  GROUP BY account_id, region
)
SELECT
  c.day,
  c.account_id,
  c.region,
  c.events,
  c.matched,
  c.history_only,
  c.trail_only,
  c.rejected,
  c.is_silent,
  c.calls_unheard,
  p.of_places
FROM cells c
JOIN places p ON p.account_id = c.account_id AND p.region = c.region
WHERE p.cells_so_far <= :max_cells
ORDER BY c.account_id, c.region, c.day
