import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { expectedSchema, givenSchema, type Case, type Step } from './case';
import { expand, type Json } from './expand';

/** Names of all cases: the folders in `folder`. */
export const caseNames = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

function readJson<T extends z.ZodMiniType>(path: string, schema: T): z.infer<T> {
  const read = z.safeParse(schema, expand(JSON.parse(readFileSync(path, 'utf8')) as Json));
  if (read.success) return read.data;
  throw new Error(`${path}: ${z.prettifyError(read.error)}`);
}

/** A case without words is a riddle to whoever breaks it. */
function assertReason(path: string): void {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  if (lines.length < 3 || lines.length > 8)
    throw new Error(
      `${path}: ${lines.length} lines; say in a few what happens and what must come out.`,
    );
}

/**
 * Reads a case's folder: given.json, expected.json, why.md.
 * @throws Error that names the file if one is missing or has a field that there is not
 */
export function readCase(folder: string, name: string): Case {
  assertReason(join(folder, name, 'why.md'));
  const {
    history,
    trail,
    addresses,
    build,
    steps = [],
  } = readJson(join(folder, name, 'given.json'), givenSchema);
  const first: Step[] =
    history || trail || addresses ? [{ add: { history, trail, addresses } }] : [];
  const last: Step[] = build ? [{ build }] : [];
  const expected = readJson(join(folder, name, 'expected.json'), expectedSchema);
  return { name, steps: [...first, ...steps, ...last], expected };
}
