-- One row a day: what was found, and how it came together, by the newest job that built the day.
SELECT
  day,
  element_at(counts, 'submissions') AS submissions,
  element_at(counts, 'history_rows') AS history_rows,
  element_at(counts, 'matched') AS matched,
  element_at(counts, 'history_only') AS history_only,
  element_at(counts, 'trail_only') AS trail_only,
  element_at(counts, 'rejected') AS rejected,
  element_at(counts, 'unidentified') AS unidentified,
  element_at(counts, 'unreadable') AS unreadable,
  element_at(counts, 'running') AS running,
  element_at(counts, 'rows') AS events,
  -- Built before the day had been over for an hour: more may come, and the day is built again.
  finished_at >= day
    AND finished_at < substr(CAST(CAST(day AS date) + INTERVAL '1' DAY AS varchar), 1, 10) || 'T01:00:00.000Z' AS provisional,
  finished_at AS last_built_at,
  run
FROM (
  SELECT
    day,
    counts,
    finished_at,
    run,
    row_number() OVER (PARTITION BY day ORDER BY finished_at DESC, run DESC) AS newest
  FROM ledger
  WHERE job = 'events' AND outcome = 'done'
) built
WHERE newest = 1
