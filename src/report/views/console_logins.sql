-- Sign-ins to the console, successful or not. A federated user's second factor is the provider's
-- affair: there, MFAUsed is No whatever happened.
SELECT
  event_time,
  account_id,
  region,
  user,
  user_source,
  identity_type,
  principal_arn,
  source_ip,
  json_extract_scalar(response_elements, '$.ConsoleLogin') = 'Success' AS succeeded,
  CASE json_extract_scalar(additional_event_data, '$.MFAUsed')
    WHEN 'Yes' THEN true
    WHEN 'No' THEN false
  END AS mfa_used,
  json_extract_scalar(additional_event_data, '$.MFAIdentifier') AS mfa_device,
  json_extract_scalar(additional_event_data, '$.LoginTo') AS login_to,
  error_message,
  user_agent,
  event_id,
  year,
  month
FROM cloudtrail_events
WHERE event_source = 'signin.amazonaws.com'
  AND event_name = 'ConsoleLogin'
