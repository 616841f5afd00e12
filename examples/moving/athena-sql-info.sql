-- The first of two tables that Glue crawled from daily files: what Athena says of each query.
CREATE OR REPLACE VIEW athena_sql_info AS
SELECT
  query_execution_id,
  catalog,
  database_name AS database,
  statement_type,
  output_location AS result_configuration,
  CAST(submitted_at AS varchar) AS submission_datetime,
  CAST(completed_at AS varchar) AS completion_datetime,
  state,
  substatement_type,
  workgroup,
  query
FROM events
WHERE record_source <> 'trail_only'
