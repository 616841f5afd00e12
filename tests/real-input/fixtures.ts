/** Real trails that lie beside the checkout, where they do: docs and licences are in their README. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JsonValue } from '../../src/local/duckdb/values';
import { scratch } from '../local/scratch';

const FIXTURES = join(__dirname, '../../../shared/fixtures');

/** Tests over the fixtures; where they are absent, one that says so. */
export function overFixtures(define: () => void): void {
  if (existsSync(FIXTURES)) {
    define();
    return;
  }
  test('the real trails are absent', () => {
    console.log('Not run: ../shared/fixtures is absent, so no real trail was read.');
  });
}

export type TrailRecord = Record<string, JsonValue>;

/** A trail in a folder above AWSLogs/, and its records as JSON.parse reads them. */
export interface RealTrail {
  folder: string;
  records: TrailRecord[];
}

function parse(file: string): TrailRecord[] {
  const body = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(body) : body).toString('utf8');
  return (JSON.parse(text) as { Records: TrailRecord[] }).Records;
}

export function logFiles(folder: string): string[] {
  const names = readdirSync(join(folder, 'AWSLogs'), { recursive: true, encoding: 'utf8' });
  const logs = names.filter((name) => /\.json(\.gz)?$/.test(name)).sort();
  return logs.map((name) => join(folder, 'AWSLogs', name));
}

/** `invictus` (one account) or `flaws` (an organization’s layout), as it lies there. */
export function realTrail(name: 'invictus' | 'flaws'): RealTrail {
  const folder = join(FIXTURES, name);
  return { folder, records: logFiles(folder).flatMap(parse) };
}

/**
 * The single files of `shapes`, laid out as a trail. The one called malformed lacks fields that its
 * version should have, but is JSON: its record is read as any other.
 */
export function shapes(): RealTrail {
  const folder = scratch();
  const place = join(folder, 'AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/01');
  for (const name of readdirSync(join(FIXTURES, 'shapes'))) {
    if (name.endsWith('.json')) cpSync(join(FIXTURES, 'shapes', name), join(place, name));
  }
  return { folder, records: logFiles(folder).flatMap(parse) };
}

export const thales = (name: string): string =>
  readFileSync(join(FIXTURES, 'thales', name), 'utf8');
