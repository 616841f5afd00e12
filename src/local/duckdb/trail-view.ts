import { CLOUDTRAIL, CLOUDTRAIL_FIELDS } from '../../core/tables';
import { logFiles } from '../folder-trail';
import { namedPartitions, singleValues } from './pruning';
import { namedFields } from './selected-fields';
import { mentions } from './tokens';
import { duckdbType } from './types';
import { empty, literal, readJson, type LakePlaces, type Tokens } from './view-text';

/** The file that a record lies in: Athena's and Trino's pseudo-column. */
const PATH = '$path';

/**
 * The trail. Only the fields that the statement names are taken from the documents: a record has
 * thirty, and reading them all costs five times as much. Fields that hold objects come out as JSON
 * text, as in Athena.
 */
export async function trailView(places: LakePlaces, tokens: Tokens): Promise<string> {
  const paths = singleValues(namedPartitions(tokens, 'cloudtrail', 'delivered_day'));
  const named = singleValues(namedPartitions(tokens, 'cloudtrail', PATH));
  const found = (await logFiles(places.trail, paths)).filter(
    (file) => named?.includes(file) ?? true,
  );
  const files = found.filter((file) => places.isWhole(file));
  // Athena's pseudo-column is no part of `*`: it is there for those who name it.
  const has_path = mentions(tokens, PATH);
  if (files.length === 0)
    return has_path
      ? `SELECT *, NULL::VARCHAR AS "${PATH}" FROM (${empty(CLOUDTRAIL)})`
      : empty(CLOUDTRAIL);
  const fields = namedFields(tokens, CLOUDTRAIL.name, CLOUDTRAIL_FIELDS);
  const record = fields.map(
    ({ field, type, json }) => `"${field}" ${json ? 'JSON' : duckdbType(type)}`,
  );
  const path = '/([0-9]{12})/CloudTrail/([^/]+)/([0-9]{4}/[0-9]{2}/[0-9]{2})/[^/]+$';
  return `SELECT ${fields
    .map(
      ({ field, json }) =>
        `${json ? `NULLIF(record."${field}"::VARCHAR, 'null')` : `record."${field}"`} AS "${field.toLowerCase()}"`,
    )
    .join(', ')}${has_path ? `, filename AS "${PATH}"` : ''},
    regexp_extract(filename, ${literal(path)}, 1) AS "account_id",
    regexp_extract(filename, ${literal(path)}, 2) AS "region",
    regexp_extract(filename, ${literal(path)}, 3) AS "delivered_day"
    FROM (
      SELECT unnest(COALESCE("Records", error('No records in file "' || filename || '"'))) AS record, filename
      FROM ${readJson(files, 'unstructured', [`"Records": ${literal(`STRUCT(${record.join(', ')})[]`)}`], places.max_document_bytes)}
    )`;
}
