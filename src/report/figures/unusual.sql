-- A person's day far above their own 28 days
-- Days on which a user read more than three times the mean of their active days among the 28 before,
-- more than three standard deviations above it, and at least 10 GiB. Needs five active days before.
WITH daily AS (
  SELECT
    user,
    day,
    CAST(sum(data_scanned) AS double) AS bytes,
    sum(cost_usd) AS cost_usd,
    count(*) AS queries
  FROM events
  WHERE user IS NOT NULL
    AND data_scanned IS NOT NULL
    AND day BETWEEN :known_day AND :last_day
  GROUP BY user, day
),
compared AS (
  SELECT
    d.user,
    d.day,
    d.bytes,
    d.cost_usd,
    d.queries,
    count(*) AS days_before,
    avg(b.bytes) AS usual_bytes,
    avg(b.bytes * b.bytes) AS usual_square
  FROM daily d
  JOIN daily b
    ON b.user = d.user
    AND b.day < d.day
    AND date_diff('day', CAST(b.day AS date), CAST(d.day AS date)) <= 28
  WHERE d.day >= :first_day
    AND d.bytes >= 10 * power(2, 30)
  GROUP BY d.user, d.day, d.bytes, d.cost_usd, d.queries
)
SELECT
  day,
  user,
  queries,
  bytes AS data_scanned,
  round(usual_bytes, 0) AS usual_bytes,
  round(bytes / greatest(usual_bytes, 1e0), 1) AS times_usual,
  cost_usd,
  days_before,
  count(*) OVER () AS of_rows
FROM compared
WHERE days_before >= 5
  AND bytes > 3 * usual_bytes
  AND bytes > usual_bytes + 3 * sqrt(greatest(usual_square - usual_bytes * usual_bytes, 0e0))
ORDER BY times_usual DESC, user, day
LIMIT :top_rows
