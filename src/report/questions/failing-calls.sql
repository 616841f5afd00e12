-- Which calls fail, and for whom
-- Errors of the newest month by kind (denied, throttled, other), action, code and caller, the most
-- frequent first. Throttled calls are a quota or a loop without pauses; the same error each day is an
-- integration that nobody watches. Reads cloudtrail_events.
SELECT
  kind,
  event_source,
  event_name,
  error_code,
  user,
  user_source,
  count(*) AS calls,
  count(DISTINCT account_id) AS accounts,
  min(event_time) AS first_at,
  max(event_time) AS last_at
FROM failed_calls
WHERE year || month = (SELECT max(year || month) FROM cloudtrail_events)
GROUP BY kind, event_source, event_name, error_code, user, user_source
ORDER BY calls DESC, kind, event_source, event_name, error_code, user NULLS LAST, user_source
LIMIT 100
