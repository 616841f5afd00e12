-- A user's day far above their own normal
-- Days of the last 30 on which a user scanned more than three times their own mean of the other days
-- and more than three standard deviations above it, and at least 10 GiB. Needs five other days of the
-- user. One wrong join does this; so does somebody who copies a table.
WITH daily AS (
  SELECT
    user,
    day,
    count(*) AS queries,
    CAST(sum(data_scanned) AS double) / power(2, 30) AS gib,
    sum(cost_usd) AS cost_usd
  FROM events
  WHERE user IS NOT NULL
    AND data_scanned IS NOT NULL
    AND day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
  GROUP BY user, day
),
totals AS (
  SELECT user AS of_user, count(*) AS days, sum(gib) AS sum_gib, sum(gib * gib) AS sum_squares
  FROM daily
  GROUP BY user
),
compared AS (
  SELECT
    d.user,
    d.day,
    d.queries,
    d.gib,
    d.cost_usd,
    t.days - 1 AS other_days,
    (t.sum_gib - d.gib) / (t.days - 1) AS usual_gib,
    (t.sum_squares - d.gib * d.gib) / (t.days - 1) AS usual_square
  FROM daily d
  JOIN totals t ON t.of_user = d.user
  WHERE t.days > 5
)
SELECT
  user,
  day,
  queries,
  round(gib, 1) AS scanned_gib,
  round(usual_gib, 1) AS usual_gib,
  round(gib / greatest(usual_gib, 0.001e0), 1) AS times_usual,
  round(cost_usd, 2) AS cost_usd,
  other_days
FROM compared
WHERE gib >= 10
  AND gib > 3 * usual_gib
  AND gib > usual_gib + 3 * sqrt(greatest(usual_square - usual_gib * usual_gib, 0e0))
ORDER BY times_usual DESC, user, day
LIMIT 50
