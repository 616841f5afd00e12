-- Calls that a service did not carry out: denied, throttled, or failed for another reason.
SELECT
  event_time,
  account_id,
  region,
  event_source,
  event_name,
  CASE
    WHEN regexp_like(error_code, '(?i)AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied'
    WHEN regexp_like(error_code, '(?i)Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|ThroughputExceeded')
      THEN 'throttled'
    ELSE 'other'
  END AS kind,
  error_code,
  error_message,
  user,
  user_source,
  principal_arn,
  role_name,
  access_key_id,
  source_ip,
  client_app,
  read_only,
  event_id,
  year,
  month
FROM cloudtrail_events
WHERE error_code IS NOT NULL
