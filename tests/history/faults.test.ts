import { LedgerError } from '../../src/core/errors';
import type { HistoryPorts } from '../../src/history/run-state';
import { settledRows } from '../memory/history-lines';
import { namedError } from '../memory/memory-history';
import { collect, DAY, desk, evenly, execution, listedWorld, type Desk } from './collecting';

type Fault = 'error' | 'throttle' | 'timeout' | 'after the effect';

const thrown: Record<Fault, () => Error> = {
  error: () => namedError('InternalServerException', 'We could not complete your request.'),
  throttle: () => namedError('ThrottlingException', 'Rate exceeded'),
  timeout: () => namedError('TimeoutError', 'socket hang up'),
  'after the effect': () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
};

/** The same ports, but the `nth` call of any of them fails. */
function failingAt(
  ports: HistoryPorts,
  nth: number,
  fault: Fault,
): { ports: HistoryPorts; calls: () => number } {
  let calls = 0;
  async function guard<T>(effect: () => T | Promise<T>): Promise<T> {
    calls += 1;
    if (calls !== nth) return await effect();
    if (fault === 'after the effect') await effect();
    throw thrown[fault]();
  }
  const { history, files } = ports;
  return {
    calls: () => calls,
    ports: {
      ...ports,
      history: {
        whoAmI: () => guard(() => history.whoAmI()),
        listWorkgroups: (token) => guard(() => history.listWorkgroups(token)),
        listQueryExecutions: (workgroup, token) =>
          guard(() => history.listQueryExecutions(workgroup, token)),
        getQueryExecutions: (ids) => guard(() => history.getQueryExecutions(ids)),
        workgroupTags: (workgroup) => guard(() => history.workgroupTags(workgroup)),
      },
      files: {
        list: async function* (prefix) {
          yield* await guard(() => files.list(prefix));
        },
        read: (key) => guard(() => files.read(key)),
        write: (key, body) => guard(() => files.write(key, body)),
        delete: (keys) => guard(() => files.delete(keys)),
      },
    },
  };
}

const late = (state: string) =>
  execution({ query_execution_id: 'late', submitted_at: '2026-02-28T23:59:00.000Z', state });

/** A lake on which an earlier run left a query running. */
async function morningDesk(): Promise<Desk> {
  const first = desk(listedWorld({ primary: [late('RUNNING')] }));
  await collect(first, { day: '2026-02-28' }, { run: 'run-0' });
  const world = listedWorld({
    primary: [
      ...evenly('primary', 120, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z'),
      late('SUCCEEDED'),
    ],
    etl: evenly('etl', 70, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z'),
  });
  return desk(world, { files: first.files });
}

const tableOf = (ports: Desk) =>
  [...settledRows(ports.files.files)].sort(([a], [b]) => a.localeCompare(b));

describe.each(Object.keys(thrown) as Fault[])('%s', (fault) => {
  test('at any call: the run fails by name, and run again it ends in the same rows', async () => {
    const sound = await morningDesk();
    const counting = failingAt(sound, 0, fault);
    await collect(counting.ports);
    const expected = tableOf(sound);
    expect(expected).toHaveLength(191);
    expect(counting.calls()).toBeGreaterThan(15);
    for (let nth = 1; nth <= counting.calls(); nth += 1) {
      const ports = await morningDesk();
      await expect(collect(failingAt(ports, nth, fault).ports)).rejects.toBeInstanceOf(LedgerError);
      await collect(ports, { day: DAY }, { run: 'run-2' });
      expect(tableOf(ports)).toEqual(expected);
    }
  });
});

test('a failure is in the ledger, unless the ledger is what failed', async () => {
  const ports = await morningDesk();
  const write = (key: string, body: Uint8Array): Promise<void> =>
    key.startsWith('history/')
      ? Promise.reject(new Error('disk full'))
      : ports.files.write(key, body);
  const failing = { ...ports, files: { ...ports.files, write } };
  await expect(collect(failing)).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringContaining('disk full') as string,
  });
  const record = ports.files.files.get(
    `ledger/day=${DAY}/job=history/account_id=111122223333/region=eu-west-1/run-1.json`,
  );
  expect(JSON.parse(record?.toString() ?? '{}')).toMatchObject({
    outcome: 'failed',
    message: expect.stringContaining('disk full') as string,
  });
});
