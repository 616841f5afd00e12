import { collectedIds, historyLines } from '../memory/history-lines';
import { collect, desk, evenly, executionsAt, ledgerOf, listedWorld, WHERE } from './collecting';

const historyKeys = (files: ReadonlyMap<string, Buffer>): string[] =>
  [...files.keys()].filter((key) => key.startsWith('history/')).sort();

test('keeps what was submitted in the window, to the millisecond', async () => {
  const instants = [
    '2026-03-02T00:00:00.000Z',
    '2026-03-01T23:59:59.999Z',
    '2026-03-01T00:00:00.000Z',
    '2026-02-28T23:59:59.999Z',
  ];
  const ports = desk(listedWorld({ primary: executionsAt('primary', instants) }));
  await collect(ports);
  expect(collectedIds(ports.files.files)).toEqual(['primary-1', 'primary-2']);
});

test('a range is one pass, each row under its own day, one record a day', async () => {
  const given = evenly('primary', 600, '2026-02-26T00:00:00Z', '2026-03-02T00:00:00Z');
  const ports = desk(listedWorld({ primary: given }));
  const answer = await collect(ports, { from: '2026-02-27', to: '2026-03-01' });
  expect(answer.counts).toMatchObject({ queries: 450, list_calls: 12 });
  for (const { key, row } of historyLines(ports.files.files)) {
    const day = row.submitted_at?.slice(0, 10) ?? '';
    expect(key).toBe(`history/day=${day}/${WHERE}/workgroup=primary/${day}.part-0000.json.gz`);
  }
  expect(
    ['2026-02-27', '2026-02-28', '2026-03-01'].map((day) => ledgerOf(ports.files, day).counts),
  ).toMatchObject([
    { queries: 150, parts: 1, workgroups: 1 },
    { queries: 150, parts: 1, workgroups: 1 },
    { queries: 150, parts: 1, workgroups: 1, list_calls: 12, batch_calls: 12 },
  ]);
  expect(ledgerOf(ports.files, '2026-02-27').counts).not.toHaveProperty('list_calls');
});

test('the last complete hour has its own name and only its own rows', async () => {
  const given = evenly('primary', 600, '2026-03-02T00:00:00Z', '2026-03-02T06:00:00Z');
  const ports = desk(listedWorld({ primary: given }));
  await collect(ports, {}, { window: 'hour' });
  expect(historyKeys(ports.files.files)).toEqual([
    `history/day=2026-03-02/${WHERE}/workgroup=primary/2026-03-02T05.part-0000.json.gz`,
  ]);
  expect(collectedIds(ports.files.files)).toHaveLength(100);
  expect(ledgerOf(ports.files, '2026-03-02').counts).toMatchObject({ queries: 100 });
});
