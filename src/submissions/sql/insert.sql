-- Every StartQueryExecution record that was delivered on one day, each exactly as often as it was
-- delivered: duplicates are for the events stage to tell apart.
-- One pass over the trail; the partition columns come last, as INSERT INTO wants them.
INSERT INTO submissions_staging
WITH

records AS (
  SELECT
    NULLIF(eventid, '') AS event_id,
    NULLIF(requestid, '') AS request_id,
    NULLIF(json_extract_scalar(responseelements, '$.queryExecutionId'), '') AS query_execution_id,
    eventtime AS event_time,
    -- TRY: one record with a broken time must not stop the day; it becomes `unreadable` below.
    TRY(CAST(from_iso8601_timestamp(eventtime) AT TIME ZONE 'UTC' AS timestamp(3))) AS submitted_at,
    -- The account that was called, not the caller's: they differ for cross-account callers.
    COALESCE(NULLIF(recipientaccountid, ''), account_id) AS account_id,
    COALESCE(NULLIF(awsregion, ''), region) AS region,
    NULLIF(json_extract_scalar(requestparameters, '$.workGroup'), '') AS workgroup,
    NULLIF(json_extract_scalar(requestparameters, '$.queryExecutionContext.catalog'), '') AS catalog,
    NULLIF(json_extract_scalar(requestparameters, '$.queryExecutionContext.database'), '') AS database_name,
    NULLIF(NULLIF(json_extract_scalar(requestparameters, '$.queryString'), '***OMITTED***'), '') AS query,
    NULLIF(json_extract_scalar(requestparameters, '$.clientRequestToken'), '') AS client_request_token,
    NULLIF(errorcode, '') AS error_code,
    NULLIF(errormessage, '') AS error_message,
    useridentity,
    sourceipaddress,
    useragent,
    vpcendpointid
  FROM cloudtrail
  WHERE account_id IN (:account_ids)
    AND region IN (:regions)
    AND delivered_day = :delivered_prefix
    AND eventsource = 'athena.amazonaws.com'
    AND eventname = 'StartQueryExecution'
),

callers AS (
  /* callers.sql */
)

SELECT
  event_id,
  request_id,
  query_execution_id,
  CASE
    WHEN submitted_at IS NULL THEN 'unreadable'
    WHEN query_execution_id IS NOT NULL THEN 'accepted'
    WHEN error_code IS NOT NULL AND event_id IS NOT NULL THEN 'refused'
    ELSE 'unidentified'
  END AS outcome,
  COALESCE(CAST(CAST(submitted_at AS date) AS varchar), :delivered_day) AS day,
  event_time,
  submitted_at,
  account_id,
  region,
  workgroup,
  catalog,
  database_name,
  query,
  client_request_token,
  error_code,
  error_message,
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
  :delivered_day AS delivered_day,
  :run AS run
FROM callers
