-- What Athena's API says of each query, under the names of the second of these tables.
SELECT
  query_execution_id,
  catalog,
  database_name AS database,
  statement_type,
  output_location AS result_configuration,
  submitted_at AS submission_datetime,
  completed_at AS completion_datetime,
  state,
  substatement_type,
  workgroup,
  query
FROM events
WHERE record_source <> 'trail_only'
