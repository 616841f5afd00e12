/**
 * Trino's client protocol (trino.io, "Trino client REST API"): a statement is posted, its pages
 * follow `nextUri`.
 */
import { StatementFailed } from '../../src/core/errors';
import { toJson, type TypeSignature } from './values';
import type { Json } from '../cases-runner/expand';

export interface TrinoResult {
  columns: string[];
  /** Trino's names of the types. */
  types: string[];
  rows: Json[][];
  /** Rows that an INSERT wrote; null for other statements. */
  update_count: number | null;
  /** Bytes that were read from files. */
  input_bytes: number;
}

export interface TrinoClient {
  /** @throws StatementFailed with Trino's own message */
  run(statement: string): Promise<TrinoResult>;
}

interface Page {
  nextUri?: string;
  columns?: { name: string; type: string; typeSignature: TypeSignature }[];
  data?: Json[][];
  updateCount?: number;
  stats?: { physicalInputBytes?: number };
  error?: { message: string; errorName: string; errorType: string };
}

async function fetched(url: string, init: RequestInit): Promise<Page> {
  for (;;) {
    const response = await fetch(url, init);
    if (response.ok) return (await response.json()) as Page;
    const text = await response.text();
    // Trino asks to come again; see its protocol.
    if (![502, 503, 504].includes(response.status))
      throw new Error(`Trino answered ${response.status}: ${text.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function assertNoError({ error }: Page): void {
  if (!error) return;
  const { errorName, errorType, message } = error;
  throw new StatementFailed(`${errorName}: ${message}`, errorType !== 'USER_ERROR');
}

interface Session {
  url: string;
  schema: string;
  /** `lake` if none is named. */
  catalog?: string;
}

/** A session on a schema of a catalog, in UTC. */
export function trinoClient({ url, schema, catalog = 'lake' }: Session): TrinoClient {
  const headers = {
    'X-Trino-User': 'tests',
    'X-Trino-Catalog': catalog,
    'X-Trino-Schema': schema,
    'X-Trino-Time-Zone': 'UTC',
    // Else all time stamps come as `timestamp`, cut to milliseconds.
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  };
  return {
    async run(statement) {
      const data: Json[][] = [];
      let page = await fetched(`${url}/v1/statement`, { method: 'POST', headers, body: statement });
      let columns = page.columns;
      for (;;) {
        assertNoError(page);
        columns = page.columns ?? columns;
        for (const row of page.data ?? []) data.push(row);
        if (page.nextUri === undefined) break;
        page = await fetched(page.nextUri, { headers });
      }
      const signatures = (columns ?? []).map(({ typeSignature }) => typeSignature);
      return {
        columns: (columns ?? []).map(({ name }) => name),
        types: (columns ?? []).map(({ type }) => type),
        rows: data.map((row) => row.map((value, i) => toJson(value, signatures[i]!))),
        update_count: page.updateCount ?? null,
        input_bytes: page.stats?.physicalInputBytes ?? NaN,
      };
    },
  };
}
