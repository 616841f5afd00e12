/** Names under which other tools had the same things: statements written for those run as they stand. */
import { column, EVENTS, type Column } from '../../core/tables';
import athenaCloudtrailInfo from './athena_cloudtrail_info.sql';
import athenaSqlInfo from './athena_sql_info.sql';
import eventsTable from './events_table.sql';
import { view, type View } from './view';

const OF_EVENTS = new Map(EVENTS.columns.map((one) => [one.name, one]));

/** A column of `events` under another name; its type and its meaning are the same. */
function renamed(name: string, column_of_events = name): Column {
  const found = OF_EVENTS.get(column_of_events);
  if (found === undefined) throw new Error(`events has no column ${column_of_events}.`);
  return { ...found, name, source: `\`events.${column_of_events}\`` };
}

const always = (name: string, value: string): Column =>
  column(name, 'varchar', 'the view', `\`${value}\`, in every row.`);

export const OLD_NAMES: readonly View[] = [
  view(
    'athena_cloudtrail_info',
    'What CloudTrail knows: a row for each query that a call started, and for each refused call. Refused ' +
      'calls have no `query_execution_id`, so a join leaves them out.',
    athenaCloudtrailInfo,
    [
      renamed('event_id'),
      renamed('query_execution_id'),
      renamed('request_id'),
      always('event_name', 'StartQueryExecution'),
      renamed('type', 'identity_type'),
      renamed('principal_id'),
      renamed('arn', 'principal_arn'),
      renamed('account_id'),
      renamed('access_key_id'),
      renamed('user_name', 'user'),
      always('event_source', 'athena.amazonaws.com'),
      renamed('source_ip_address', 'source_ip'),
    ],
  ),
  view(
    'athena_sql_info',
    'What Athena’s API knows: a row for each query, but for those whose history is gone.',
    athenaSqlInfo,
    [
      renamed('query_execution_id'),
      renamed('catalog'),
      renamed('database', 'database_name'),
      renamed('statement_type'),
      renamed('result_configuration', 'output_location'),
      renamed('submission_datetime', 'submitted_at'),
      renamed('completion_datetime', 'completed_at'),
      renamed('state'),
      renamed('substatement_type'),
      renamed('workgroup'),
      renamed('query'),
    ],
  ),
  view('events_table', 'All of `events`, column for column.', eventsTable, [
    ...EVENTS.columns,
    ...EVENTS.partitions,
  ]),
];
