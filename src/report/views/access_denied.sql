-- Calls that the caller was not allowed to make.
SELECT
  event_time,
  account_id,
  region,
  event_source,
  event_name,
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
WHERE regexp_like(error_code, '(?i)AccessDenied|Unauthorized|NotAuthorized|Forbidden')
