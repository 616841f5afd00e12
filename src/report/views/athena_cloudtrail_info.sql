-- Who called, under the names of the first of two tables that people crawl from daily files.
SELECT
  event_id,
  query_execution_id,
  request_id,
  'StartQueryExecution' AS event_name,
  identity_type AS type,
  principal_id,
  principal_arn AS arn,
  account_id,
  access_key_id,
  user AS user_name,
  'athena.amazonaws.com' AS event_source,
  source_ip AS source_ip_address
FROM events
WHERE record_source <> 'history_only'
