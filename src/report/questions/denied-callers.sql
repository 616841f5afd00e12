-- Who tries what they may not
-- Callers of the newest month that were denied, those who tried the most different actions first: many
-- actions in a short time are somebody finding out what a stolen key may do; one action all month is a
-- missing permission. Reads cloudtrail_events.
SELECT
  user,
  user_source,
  account_id,
  count(*) AS denied,
  count(DISTINCT event_source || ' ' || event_name) AS actions,
  count(DISTINCT source_ip) AS addresses,
  min(event_time) AS first_at,
  max(event_time) AS last_at
FROM access_denied
WHERE year || month = (SELECT max(year || month) FROM cloudtrail_events)
GROUP BY user, user_source, account_id
ORDER BY actions DESC, denied DESC, user NULLS LAST, user_source, account_id
LIMIT 100
