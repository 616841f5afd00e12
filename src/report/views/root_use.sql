-- What an account's root user did; not what a service did in its name.
SELECT
  event_time,
  account_id,
  region,
  event_source,
  event_name,
  read_only,
  mfa_authenticated,
  access_key_id,
  source_ip,
  user_agent,
  error_code,
  event_id,
  year,
  month
FROM cloudtrail_events
WHERE identity_type = 'Root'
  AND invoked_by IS NULL
  AND COALESCE(event_type, '') <> 'AwsServiceEvent'
