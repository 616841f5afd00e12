-- Events of an interval of time, in order: the rows of the reports by the hour.
-- An event whose own time is unknown, or on another day than the event, counts for the first moment of
-- its day: each event is in one report.
WITH

timed AS (
  SELECT
    *,
    CASE
      WHEN CAST(CAST(submitted_at AS date) AS varchar) = day THEN submitted_at
      ELSE CAST(CAST(day AS date) AS timestamp(3))
    END AS moment
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
)

SELECT
  moment,
  query_execution_id,
  event_id,
  request_id,
  record_source,
  submitted_at,
  completed_at,
  account_id,
  region,
  workgroup,
  json_format(CAST(workgroup_tags AS json)) AS workgroup_tags,
  user,
  user_source,
  identity_type,
  principal_id,
  principal_arn,
  role_name,
  role_arn,
  session_name,
  source_identity,
  identity_center_user_id,
  federated_provider,
  invoked_by,
  access_key_id,
  mfa_authenticated,
  source_ip,
  user_agent,
  vpc_endpoint_id,
  client_app,
  catalog,
  database_name,
  statement_type,
  substatement_type,
  query,
  query_length,
  query_hash,
  query_fingerprint,
  state,
  error_code,
  error_category,
  error_type,
  error_retryable,
  error_message,
  data_scanned,
  billed_bytes,
  dpu_count,
  result_reused,
  total_ms,
  queue_ms,
  planning_ms,
  preprocessing_ms,
  engine_ms,
  service_ms,
  pricing_model,
  price_per_tb,
  cost_usd,
  output_location,
  managed_results,
  engine_version,
  client_request_token,
  collected_at,
  schema_version,
  day
FROM timed
WHERE moment >= CAST(:from_moment AS timestamp(3))
  AND moment < CAST(:to_moment AS timestamp(3))
ORDER BY moment, COALESCE(query_execution_id, event_id), event_id, request_id, account_id, region
