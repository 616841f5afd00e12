/** Rows of the figures of `cloudtrail_events`, brought together as the tables show them. */
import { collect, keyed, later } from '../data/collect';
import type { Selection } from '../data/select';
import { list, type Listed, rowsInLake } from './security-rows';

const plusOne = (sum: number, value: number | null): number => sum + (value ?? 0);

/** `Lyon, France`; what is unknown is left out. */
const placeOf = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(', ') || null;

export interface Login {
  key: string;
  user: string | null;
  account_id: string | null;
  source_ip: string | null;
  /** Null without the table `addresses`, or if that does not know the address. */
  place: string | null;
  source: string | null;
  logins: number;
  failed: number;
  without_mfa: number;
  last_at: string | null;
}

/** By user, account and address. */
export function logins(selection: Selection): Login[] {
  const figure = selection.data.figure('logins');
  return collect(
    selection,
    figure,
    (row) =>
      keyed(
        figure.text('user', row),
        figure.text('account_id', row),
        figure.text('source_ip', row),
        figure.text('user_source', row),
      ),
    (row, key): Login => ({
      key,
      user: figure.text('user', row),
      account_id: figure.text('account_id', row),
      source_ip: figure.text('source_ip', row),
      place: placeOf(figure.text('city', row), figure.text('country', row)),
      source: figure.text('user_source', row),
      logins: 0,
      failed: 0,
      without_mfa: 0,
      last_at: null,
    }),
    (login, row) => {
      const count = figure.number('logins', row);
      const isLetIn = figure.flag('succeeded', row);
      login.logins = plusOne(login.logins, count);
      if (!isLetIn) login.failed = plusOne(login.failed, count);
      if (isLetIn && figure.number('mfa_used', row) === 0)
        login.without_mfa = plusOne(login.without_mfa, count);
      login.last_at = later(login.last_at, figure.text('last_at', row));
    },
  );
}

export interface GroupRule {
  key: string;
  at: string | null;
  user: string | null;
  account_id: string | null;
  region: string | null;
  security_group: string | null;
  change: string | null;
  direction: string | null;
  ports: string;
  peer: string | null;
  is_open_to_all: boolean;
  error_code: string | null;
}

/** `tcp 22`, `tcp 8000–8080`, `all`: as people say it. EC2 writes all protocols as -1. */
function ports(protocol: string | null, from: number | null, to: number | null): string {
  if (protocol === null) return '–';
  const name = protocol === '-1' ? 'all' : protocol;
  if (from === null || from === -1) return name;
  return from === to || to === null ? `${name} ${from}` : `${name} ${from}–${to}`;
}

export const groupRules = (selection: Selection): Listed<GroupRule> =>
  list(selection, 'security_groups', (figure, row) => ({
    key: String(row),
    at: figure.text('submitted_at', row),
    user: figure.text('user', row),
    account_id: figure.text('account_id', row),
    region: figure.text('region', row),
    security_group: figure.text('security_group', row),
    change: figure.text('change', row),
    direction: figure.text('direction', row),
    ports: ports(
      figure.text('protocol', row),
      figure.number('from_port', row),
      figure.number('to_port', row),
    ),
    peer: figure.text('peer', row),
    is_open_to_all: figure.flag('is_open_to_all', row),
    error_code: figure.text('error_code', row),
  }));

export interface FailingCall {
  key: string;
  kind: string | null;
  action: string;
  error_code: string | null;
  people: Set<string>;
  calls: number;
  last_at: string | null;
}

/** `ec2:RunInstances` of `ec2.amazonaws.com`: as IAM writes it. */
const actionOf = (source: string | null, name: string | null): string =>
  `${(source ?? '?').replace('.amazonaws.com', '')}:${name ?? '?'}`;

/** By error: service, action and code. */
export function failingCalls(selection: Selection): FailingCall[] {
  const figure = selection.data.figure('failing_calls');
  const action = (row: number): string =>
    actionOf(figure.text('event_source', row), figure.text('event_name', row));
  return collect(
    selection,
    figure,
    (row) => keyed(action(row), figure.text('error_code', row)),
    (row, key): FailingCall => ({
      key,
      kind: figure.text('kind', row),
      action: action(row),
      error_code: figure.text('error_code', row),
      people: new Set(),
      calls: 0,
      last_at: null,
    }),
    (error, row) => {
      error.people.add(figure.text('user', row) ?? '');
      error.calls = plusOne(error.calls, figure.number('calls', row));
      error.last_at = later(error.last_at, figure.text('last_at', row));
    },
  );
}

export interface RootCall {
  key: string;
  account_id: string | null;
  action: string;
  source_ip: string | null;
  /** Null without the table `addresses`, or if that does not know the address. */
  place: string | null;
  calls: number;
  with_access_key: number;
  without_mfa: number;
  last_at: string | null;
}

/** By account, action and address. */
export function rootCalls(selection: Selection): { rows: RootCall[]; isCut: boolean } {
  const figure = selection.data.figure('root_calls');
  const action = (row: number): string =>
    actionOf(figure.text('event_source', row), figure.text('event_name', row));
  const rows = collect(
    selection,
    figure,
    (row) => keyed(figure.text('account_id', row), action(row), figure.text('source_ip', row)),
    (row, key): RootCall => ({
      key,
      account_id: figure.text('account_id', row),
      action: action(row),
      source_ip: figure.text('source_ip', row),
      place: placeOf(figure.text('city', row), figure.text('country', row)),
      calls: 0,
      with_access_key: 0,
      without_mfa: 0,
      last_at: null,
    }),
    (call, row) => {
      for (const name of ['calls', 'with_access_key', 'without_mfa'] as const)
        call[name] = plusOne(call[name], figure.number(name, row));
      call.last_at = later(call.last_at, figure.text('last_at', row));
    },
  );
  return { rows, isCut: rowsInLake(figure) > figure.rows };
}
