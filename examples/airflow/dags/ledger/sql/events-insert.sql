{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
-- The events of one day: what Athena says of each query (history) joined with who asked for it
-- (submissions). One row for each query, one for each refused call.
-- The partition columns come last, as INSERT INTO wants them.
INSERT INTO events_staging
WITH

prices (price_region, usd_per_tb) AS (
  VALUES ('us-west-1', 6.75E0), ('sa-east-1', 9), ('(any other)', 5)
),

-- A query belongs to the day of its submission. Its final row may lie in a neighbouring folder, if
-- it was collected there; so the neighbours are read too.
history_rows AS (
  SELECT
    h.*,
    CASE
      WHEN ABS(date_diff('day', CAST(h.day AS date), CAST(h.submitted AS date))) <= 1
        THEN CAST(CAST(h.submitted AS date) AS varchar)
      ELSE h.day
    END AS event_day
  FROM (
    SELECT
      *,
      TRY(CAST(from_iso8601_timestamp(submitted_at) AT TIME ZONE 'UTC' AS timestamp(3))) AS submitted
    FROM history
    WHERE day IN ('{{ macros.ds_add(build.day, -1) }}', '{{ build.day }}', '{{ macros.ds_add(build.day, 1) }}')
  ) AS h
),

-- Rows, not files, are the unit of truth: a final state beats a running one, then the newest wins.
ranked_history AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY query_execution_id
      ORDER BY
        CASE WHEN state IN ('SUCCEEDED', 'FAILED', 'CANCELLED') THEN 0 ELSE 1 END,
        collected_at DESC NULLS LAST,
        completed_at DESC NULLS LAST
    ) AS nth
  FROM history_rows
  WHERE event_day = '{{ build.day }}'
),

own_history AS (
  SELECT *
  FROM ranked_history
  WHERE nth = 1
),

-- The same rows again, but only whose and which day: wide rows are read once, and kept by nobody.
history_ids AS (
  SELECT DISTINCT
    query_execution_id,
    CASE
      WHEN ABS(date_diff('day', CAST(day AS date), CAST(submitted AS date))) <= 1
        THEN CAST(CAST(submitted AS date) AS varchar)
      ELSE day
    END AS event_day
  FROM (
    SELECT
      query_execution_id,
      day,
      TRY(CAST(from_iso8601_timestamp(submitted_at) AT TIME ZONE 'UTC' AS timestamp(3))) AS submitted
    FROM history
    WHERE day IN ('{{ macros.ds_add(build.day, -1) }}', '{{ build.day }}', '{{ macros.ds_add(build.day, 1) }}')
  ) AS h
),

neighbour_ids AS (
  SELECT DISTINCT query_execution_id
  FROM history_ids
  WHERE event_day <> '{{ build.day }}'
),

-- Calls of the day, and calls for the day's queries: the two clocks may differ over midnight.
call_ids AS (
  SELECT query_execution_id AS call_id
  FROM history_ids
  WHERE event_day = '{{ build.day }}'
  UNION
  SELECT COALESCE(query_execution_id, event_id)
  FROM submissions
  WHERE delivered_day BETWEEN '{{ macros.ds_add(build.day, -1) }}' AND '{{ macros.ds_add(build.day, 31) }}'
    AND day = '{{ build.day }}'
    AND outcome IN ('accepted', 'refused')
),

-- CloudTrail may deliver a call twice, and a retried call leaves two event ids for one query: the
-- earliest record stands for it.
ranked_calls AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(query_execution_id, event_id)
      ORDER BY submitted_at NULLS LAST, event_id NULLS LAST, delivered_day
    ) AS nth
  FROM submissions
  WHERE delivered_day BETWEEN '{{ macros.ds_add(build.day, -1) }}' AND '{{ macros.ds_add(build.day, 31) }}'
    AND (query_execution_id IS NOT NULL OR outcome = 'refused')
    AND COALESCE(query_execution_id, event_id) IN (SELECT call_id FROM call_ids)
),

calls AS (
  SELECT *
  FROM ranked_calls
  WHERE nth = 1
),

joined AS (
  SELECT
    COALESCE(h.query_execution_id, c.query_execution_id) AS query_execution_id,
    c.event_id,
    c.request_id,
    CASE
      WHEN h.query_execution_id IS NULL THEN 'trail_only'
      WHEN c.query_execution_id IS NULL THEN 'history_only'
      ELSE 'matched'
    END AS record_source,
    COALESCE(h.submitted, c.submitted_at) AS submitted_at,
    TRY(CAST(from_iso8601_timestamp(h.completed_at) AT TIME ZONE 'UTC' AS timestamp(3))) AS completed_at,
    COALESCE(h.account_id, c.account_id) AS account_id,
    COALESCE(h.region, c.region) AS region,
    COALESCE(h.workgroup, c.workgroup, 'primary') AS workgroup,
    h.workgroup_tags,
    c.user,
    c.user_source,
    c.identity_type,
    c.principal_id,
    c.principal_arn,
    c.role_name,
    c.role_arn,
    c.session_name,
    c.source_identity,
    c.identity_center_user_id,
    c.federated_provider,
    c.invoked_by,
    c.access_key_id,
    c.mfa_authenticated,
    c.source_ip,
    c.user_agent,
    c.vpc_endpoint_id,
    c.client_app,
    COALESCE(h.catalog, c.catalog) AS catalog,
    COALESCE(h.database_name, c.database_name) AS database_name,
    h.statement_type,
    h.substatement_type,
    COALESCE(h.query, c.query) AS query,
    CASE
      WHEN h.query_execution_id IS NOT NULL THEN h.state
      WHEN c.outcome = 'refused' THEN 'REJECTED'
      ELSE 'UNKNOWN'
    END AS state,
    c.error_code,
    h.error_category,
    h.error_type,
    h.error_retryable,
    COALESCE(
      h.error_message,
      CASE WHEN h.state IN ('FAILED', 'CANCELLED') THEN h.state_change_reason END,
      c.error_message
    ) AS error_message,
    h.data_scanned_bytes AS data_scanned,
    h.dpu_count,
    h.result_reused,
    h.total_ms,
    h.queue_ms,
    h.planning_ms,
    h.preprocessing_ms,
    h.engine_ms,
    h.service_ms,
    h.output_location,
    h.managed_results,
    h.engine_version,
    c.client_request_token,
    TRY(CAST(from_iso8601_timestamp(h.collected_at) AT TIME ZONE 'UTC' AS timestamp(3))) AS collected_at
  FROM own_history AS h
  FULL OUTER JOIN calls AS c
    ON c.query_execution_id = h.query_execution_id
  LEFT JOIN neighbour_ids AS n
    ON n.query_execution_id = c.query_execution_id
  -- A call without history is a row on its own day only, and only if no neighbour has its query.
  WHERE h.query_execution_id IS NOT NULL
    OR (c.outcome <> 'unreadable' AND c.day = '{{ build.day }}' AND n.query_execution_id IS NULL)
),

-- What Athena bills: https://aws.amazon.com/athena/pricing/ (DDL and failed queries free, 10 MB
-- at least, rounded up to the next MB; cancelled queries pay for what they read). CREATE TABLE AS
-- SELECT pays for its SELECT, but the API calls it DDL: docs/decisions/0005-cost.md.
priced AS (
  SELECT
    joined.*,
    CASE
      WHEN dpu_count IS NOT NULL THEN 'capacity'
      WHEN state IN ('REJECTED', 'FAILED') OR result_reused THEN 'free'
      WHEN statement_type = 'DDL' AND COALESCE(substatement_type, '') <> 'CREATE_TABLE_AS_SELECT' THEN 'free'
      WHEN state IN ('SUCCEEDED', 'CANCELLED') AND data_scanned IS NOT NULL THEN 'scan'
      ELSE 'unknown'
    END AS pricing_model,
    COALESCE(usd_per_tb, CAST(5 AS double)) AS price_per_tb
  FROM joined
  LEFT JOIN prices
    ON price_region = region
),

billed AS (
  SELECT
    *,
    CASE pricing_model
      WHEN 'scan' THEN GREATEST(10485760, ((data_scanned + 1048575) / 1048576) * 1048576)
      WHEN 'unknown' THEN CAST(NULL AS bigint)
      ELSE 0
    END AS billed_bytes
  FROM priced
),

-- The SQL without what changes from run to run: literals become `?`, comments a blank; quoted
-- identifiers stay. Whichever of them begins first is a token, and so is all between them.
bare AS (
  SELECT
    *,
    array_join(
      transform(
        regexp_extract_all(
          query,
          '"[^"]*(?:""[^"]*)*"|''[^'']*(?:''''[^'']*)*''|--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|[^"''/-]+|[\s\S]'
        ),
        token -> CASE
          WHEN token LIKE '''%' THEN '?'
          WHEN token LIKE '--%' OR token LIKE '/*%' THEN ' '
          ELSE token
        END
      ),
      ''
    ) AS bare_query
  FROM billed
),

-- Numbers that stand alone become `?`. A word is one of ASCII: what else \b takes for a word differs
-- from engine to engine. `1.5x` is the number 1, a dot, and a word.
plain AS (
  SELECT
    *,
    array_join(
      transform(
        regexp_extract_all(
          bare_query,
          '[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[A-Za-z0-9_]*|[A-Za-z_][A-Za-z0-9_]*|[^A-Za-z0-9_]+'
        ),
        word -> CASE
          WHEN regexp_like(word, '^[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$') THEN '?'
          WHEN regexp_like(word, '^[0-9]+\.') THEN regexp_replace(word, '^[0-9]+', '?')
          ELSE word
        END
      ),
      ''
    ) AS plain_query
  FROM bare
)

SELECT
  query_execution_id,
  event_id,
  request_id,
  record_source,
  submitted_at,
  completed_at,
  account_id,
  region,
  workgroup,
  workgroup_tags,
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
  length(query) AS query_length,
  lower(to_hex(sha256(to_utf8(query)))) AS query_hash,
  lower(to_hex(sha256(to_utf8(trim(lower(
    regexp_replace(plain_query, '[ \t\r\n\f]+', ' ')
  )))))) AS query_fingerprint,
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
  CAST(billed_bytes AS double) / CAST(1099511627776 AS double) * price_per_tb AS cost_usd,
  output_location,
  managed_results,
  engine_version,
  client_request_token,
  collected_at,
  1 AS schema_version,
  '{{ build.day }}' AS day,
  '{{ build.run }}' AS run
FROM plain
