import { collectedIds } from '../memory/history-lines';
import { collect, desk, evenly, executionsAt, listedWorld } from './collecting';

const OLD = '2026-02-20T12:00:00.000Z';
const old = (workgroup: string, count: number) =>
  executionsAt(workgroup, Array<string>(count).fill(OLD));
const inWindow = (n: number) =>
  executionsAt(`late-${n}`, ['2026-03-01T12:00:00.000Z'], { workgroup: 'primary' });

test('stops after three whole pages before the window, and a few pages ahead of them', async () => {
  const given = [
    ...evenly('new', 100, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
    ...old('old', 5000),
  ];
  const { counts } = await collect(desk(listedWorld({ primary: given })));
  expect(counts.queries).toBe(100);
  expect(counts.list_calls).toBeGreaterThanOrEqual(5);
  expect(counts.list_calls).toBeLessThanOrEqual(5 + 5);
});

test('a listing that is not in order loses nothing while two old pages are the most in a row', async () => {
  const pages = [0, 1, 2, 3].flatMap((n) => [...old(`old-${n}`, 120), ...inWindow(n)]);
  const ports = desk(listedWorld({ primary: pages }));
  await collect(ports);
  expect(collectedIds(ports.files.files)).toEqual(['late-0-0', 'late-1-0', 'late-2-0', 'late-3-0']);
});

test('the number of pages is a setting', async () => {
  const given = [...old('old', 300), ...inWindow(0)];
  expect((await collect(desk(listedWorld({ primary: given })))).counts.queries).toBe(0);
  const patient = await collect(desk(listedWorld({ primary: given })), undefined, {
    stop_after_pages: 7,
  });
  expect(patient.counts.queries).toBe(1);
});

test('pages within the margin before the window do not count', async () => {
  const near = executionsAt('near', Array<string>(400).fill('2026-02-28T23:30:00.000Z'));
  const given = [...near, ...inWindow(0)];
  expect((await collect(desk(listedWorld({ primary: given })))).counts.queries).toBe(1);
  const hasty = await collect(desk(listedWorld({ primary: given })), undefined, {
    stop_margin_ms: 0,
  });
  expect(hasty.counts.queries).toBe(0);
});

test('one newer query makes a page count for nothing', async () => {
  const page = [...old('old', 49), ...executionsAt('young', ['2026-03-02T01:00:00.000Z'])];
  const pages = Array.from({ length: 8 }, (_, n) =>
    page.map((one) => ({ ...one, query_execution_id: `${one.query_execution_id}/${n}` })),
  );
  const given = [...pages.flat(), ...inWindow(0)];
  expect((await collect(desk(listedWorld({ primary: given })))).counts.queries).toBe(1);
});
