-- athena-audit's table `events`, over the ledger's: queries and dashboards go on with its names.
-- Its rows came from the trail; here are also the queries that the trail does not know.
CREATE OR REPLACE VIEW athena_audit_events AS
SELECT
  query_execution_id AS query_id,
  submitted_at AS event_time,
  identity_type AS user_identity_type,
  principal_id AS user_identity_principal,
  principal_arn AS user_identity_arn,
  source_ip,
  user_agent,
  workgroup,
  query,
  database_name AS database,
  data_scanned,
  region,
  day
FROM events
