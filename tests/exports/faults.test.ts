/**
 * The n-th call of any port fails, for every n: every report is whole, the job fails loudly or goes on
 * by its cursor, and run again it ends in the same reports as a job that nothing disturbed.
 */
import { DeadlineReached } from '../../src/core/errors';
import type { SqlRow } from '../../src/core/ports';
import { startExport, type ExportState } from '../../src/exports/job-state';
import { dueSlices } from '../../src/exports/plan';
import { runExport, type ExportPorts, type ExportResult } from '../../src/exports/run-export';
import { passing } from './events-model';
import { ACCOUNT, exportScene, options, REGION, RUN, threeAnHour, type ExportScene } from './scene';

type Fault = 'error' | 'throttle' | 'deadline' | 'death';
const THROWN: Record<Fault, () => Error> = {
  error: () => new Error('EIO: the disk says no'),
  throttle: passing,
  deadline: () => new DeadlineReached('The time is over.'),
  death: () => new Error('killed'),
};

interface Failing extends ExportPorts {
  calls: string[];
}

/** @param nth counted over all ports, pages included */
function failingAt(ports: ExportScene, nth: number, fault: Fault): Failing {
  const calls: string[] = [];
  let isDead = false;
  async function guard<T>(name: string, effect: () => Promise<T>): Promise<T> {
    if (isDead) throw THROWN.death();
    calls.push(name);
    if (calls.length !== nth) return await effect();
    if (fault === 'death') await effect();
    isDead = fault === 'death';
    throw THROWN[fault]();
  }
  async function* pages(answer: AsyncIterable<SqlRow[]>): AsyncGenerator<SqlRow[]> {
    const rows = answer[Symbol.asyncIterator]();
    for (;;) {
      const page = await guard('page', () => rows.next());
      if (page.done) return;
      yield page.value;
    }
  }
  const { reader, catalog, files, reports } = ports;
  return {
    ...ports,
    calls,
    reader: { pages: (text, call) => pages(reader.pages(text, call)) },
    catalog: {
      published: (table, day) => guard('published', () => catalog.published(table, day)),
      listPublished: (table) => guard('listPublished', () => catalog.listPublished(table)),
    },
    files: {
      ...files,
      read: (key) => guard('read', () => files.read(key)),
      write: (key, body) => guard('write', () => files.write(key, body)),
    },
    reports: {
      writeParts: (key, parts) => guard('writeParts', () => reports.writeParts(key, parts)),
    },
  };
}

/** A day that has just begun, in a zone whose days and hours are not UTC's. */
const events = threeAnHour('2026-03-02', '2026-03-02');
const NOW = '2026-03-02T05:10:00.000Z';
const where = { account_id: ACCOUNT, region: REGION };
const ZONE = { format: 'csv', time_zone: 'Asia/Kolkata' } as const;

async function job(
  ports: ExportPorts & Pick<ExportScene, 'clock'>,
  run: string,
): Promise<ExportState> {
  const slices = await dueSlices(ports, ZONE, where);
  return startExport({ run, ...ZONE, slices });
}

const reportsOf = ({ files }: ExportScene): Map<string, Buffer> =>
  new Map([...files.files].filter(([key]) => key.startsWith('reports/')));

let expected: Map<string, Buffer>;
let calls: string[];

beforeAll(async () => {
  const scene = await exportScene(events, NOW);
  const counting = failingAt(scene, 0, 'error');
  await runExport(counting, await job(counting as never, RUN), options());
  expected = reportsOf(scene);
  ({ calls } = counting);
});

test('the job calls every port', () => {
  expect(expected.size).toBe(4);
  expect(new Set(calls)).toEqual(
    new Set(['listPublished', 'published', 'page', 'writeParts', 'write']),
  );
});

const canMeet = (fault: Fault, call: string): boolean =>
  fault === 'error' || fault === 'death' || call === 'page';

test.each(['error', 'throttle', 'deadline', 'death'] as const)('%s at any call', async (fault) => {
  for (let nth = 1; nth <= calls.length; nth++) {
    if (!canMeet(fault, calls[nth - 1]!)) continue;
    const what = `${fault} at call ${nth}, ${calls[nth - 1]!}`;
    const scene = await exportScene(events, NOW);
    const failing = failingAt(scene, nth, fault);
    const ending: ExportResult | Error = await job(failing as never, RUN)
      .then((state) => runExport(failing, state, options()))
      .catch((error: unknown) => error as Error);
    for (const [key, body] of reportsOf(scene))
      expect([what, key, body.equals(expected.get(key)!)]).toEqual([what, key, true]);
    // Only a retry hides a fault, and then nothing is missing.
    if (!(ending instanceof Error) && ending.done) {
      expect([what, fault]).toEqual([what, 'throttle']);
      expect([what, reportsOf(scene)]).toEqual([what, expected]);
    }
    await scene.clock.sleep(1000);
    const hasCursor = !(ending instanceof Error) && !ending.done;
    const next = hasCursor ? ending.cursor : await job(scene, `${RUN}-again`);
    expect([what, await runExport(scene, next, options())]).toMatchObject([what, { done: true }]);
    expect([what, reportsOf(scene)]).toEqual([what, expected]);
  }
});
