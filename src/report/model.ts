/**
 * What a report holds, and what its page reads: plain data, made by `read-model.ts`, written into the
 * page as JSON. This file is shared with the page, so it imports nothing that a browser lacks.
 */

/** How much of the SQL a report may show. */
export type SqlDetail = 'full' | 'masked' | 'none';

/** Kinds of columns. `sql` and `words` are texts that may hold what a query held. */
export type Kind = 'text' | 'sql' | 'words' | 'number' | 'flag';

/** The five that every filter is made of; together they are a series. */
export const DIMENSIONS = ['account_id', 'region', 'workgroup', 'team', 'user'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Columns of each figure, as its `.sql` file names them. A test holds both together. */
export const COLUMNS = {
  totals: {
    queries: 'number',
    users: 'number',
    days: 'number',
    refused: 'number',
    unknown_bytes: 'number',
    unknown_cost: 'number',
    without_user: 'number',
    data_scanned: 'number',
    cost_usd: 'number',
  },
  usage: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    is_rest: 'flag',
    queries: 'number',
    failed: 'number',
    cancelled: 'number',
    refused: 'number',
    unknown_bytes: 'number',
    unknown_cost: 'number',
    data_scanned: 'number',
    billed_bytes: 'number',
    cost_usd: 'number',
    cancelled_usd: 'number',
    lost_bytes: 'number',
  },
  days: {
    day: 'text',
    submissions: 'number',
    history_rows: 'number',
    matched: 'number',
    history_only: 'number',
    trail_only: 'number',
    rejected: 'number',
    unidentified: 'number',
    unreadable: 'number',
    running: 'number',
    events: 'number',
    last_built_at: 'text',
    is_provisional: 'flag',
    silent: 'number',
    calls_unheard: 'number',
  },
  coverage: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    events: 'number',
    matched: 'number',
    history_only: 'number',
    trail_only: 'number',
    rejected: 'number',
    is_silent: 'flag',
    calls_unheard: 'number',
    of_places: 'number',
  },
  queries: {
    day: 'text',
    submitted_at: 'text',
    query_execution_id: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    state: 'text',
    statement_type: 'text',
    substatement_type: 'text',
    database_name: 'text',
    data_scanned: 'number',
    cost_usd: 'number',
    pricing_model: 'text',
    total_ms: 'number',
    queue_ms: 'number',
    result_reused: 'flag',
    error_message: 'words',
    query_length: 'number',
    query: 'sql',
    query_fingerprint: 'text',
    least_usd: 'number',
  },
  shapes: {
    query_fingerprint: 'text',
    query: 'sql',
    query_length: 'number',
    substatement_type: 'text',
    first_at: 'text',
    last_at: 'text',
    runs: 'number',
  },
  shape_runs: {
    query_fingerprint: 'text',
    day: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    runs: 'number',
    failed: 'number',
    cancelled: 'number',
    reused: 'number',
    cost_usd: 'number',
    dearest_usd: 'number',
    data_scanned: 'number',
    lost_bytes: 'number',
  },
  hours: {
    day: 'text',
    hour: 'number',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    queries: 'number',
  },
  callers: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    user_source: 'text',
    identity_type: 'text',
    principal: 'text',
    access_key: 'text',
    source_ip: 'text',
    client_app: 'text',
    mfa_authenticated: 'flag',
    queries: 'number',
    refused: 'number',
    data_scanned: 'number',
    last_at: 'text',
  },
  failures: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    user: 'text',
    state: 'text',
    error_code: 'text',
    error_type: 'number',
    reason: 'words',
    times: 'number',
    inserts: 'number',
    data_scanned: 'number',
    cost_usd: 'number',
    last_at: 'text',
  },
  newcomers: {
    day: 'text',
    what: 'text',
    user: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    source_ip: 'text',
    client_app: 'text',
    first_at: 'text',
    last_at: 'text',
    queries: 'number',
    refused: 'number',
    data_scanned: 'number',
    of_rows: 'number',
  },
  unusual: {
    day: 'text',
    user: 'text',
    queries: 'number',
    data_scanned: 'number',
    usual_bytes: 'number',
    times_usual: 'number',
    cost_usd: 'number',
    days_before: 'number',
    of_rows: 'number',
  },
  unused: {
    day: 'text',
    user: 'text',
    account_id: 'text',
    region: 'text',
    workgroup: 'text',
    team: 'text',
    queries: 'number',
    days_unused: 'number',
    still_active: 'flag',
    of_rows: 'number',
  },
  notes: {
    day: 'text',
    job: 'text',
    account_id: 'text',
    region: 'text',
    outcome: 'text',
    said: 'text',
    finished_at: 'text',
  },
} as const satisfies Record<string, Record<string, Kind>>;

export type FigureName = keyof typeof COLUMNS;
export type ColumnOf<F extends FigureName> = keyof (typeof COLUMNS)[F] & string;

/**
 * A column of a figure: of text, where each value stands in `strings` (-1: null); of numbers and flags,
 * the values themselves (flags as 0 and 1).
 */
export type EncodedColumn = readonly (number | null)[];

export interface EncodedFigure {
  title: string;
  /** How to read it. */
  summary: string;
  /** The statement as it was run, to be asked again in Athena. */
  sql: string;
  rows: number;
  /** The five dimensions, if the figure has all of them, are one column `series`. */
  columns: Record<string, EncodedColumn>;
}

export interface ReportModel {
  version: 1;
  /** ISO-8601, UTC. */
  made_at: string;
  /** UTC days, both included; null if the lake holds nothing. */
  first_day: string | null;
  last_day: string | null;
  /** From here on `usage` has rows, to compare the period with the one before. */
  before_day: string | null;
  sql: SqlDetail;
  /** Every text of every figure, once. */
  strings: string[];
  /** For each series the places of its five dimensions in `strings`, in the order of DIMENSIONS. */
  series: number[][];
  figures: Record<FigureName, EncodedFigure>;
}
