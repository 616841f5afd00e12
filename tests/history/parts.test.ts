import { randomBytes } from 'node:crypto';
import { dayParts } from '../../src/history/parts';
import { gunzip } from '../memory/history-lines';
import { collect, DAY, desk, executionsAt, listedWorld, WHERE } from './collecting';

interface Stored {
  day: string;
  body: Buffer;
}

function parts(part_bytes: number) {
  const stored: Stored[] = [];
  const store = (day: string, body: Buffer): Promise<void> => {
    stored.push({ day, body });
    return Promise.resolve();
  };
  return { stored, parts: dayParts(part_bytes, store) };
}

/** Text that gzip cannot make much smaller. */
const noise = (bytes: number): string => `${randomBytes(bytes / 2).toString('hex')}\n`;

test('a part is cut once it is large enough, and every part is a whole gzip file', async () => {
  const desk = parts(50_000);
  const lines = Array.from({ length: 40 }, () => noise(20_000));
  for (const line of lines) await desk.parts.append('d', line);
  await desk.parts.flush();
  expect(desk.stored.length).toBeGreaterThan(4);
  expect(Math.max(...desk.stored.map(({ body }) => body.length))).toBeLessThan(50_000 + 40_000);
  expect(desk.stored.map(({ body }) => gunzip(body)).join('')).toBe(lines.join(''));
});

test('few days are open at once: the one unused longest is written first', async () => {
  const desk = parts(50_000);
  for (const day of ['a', 'b', 'c', 'a', 'd']) await desk.parts.append(day, `${day}\n`);
  expect(desk.stored.map(({ day }) => day)).toEqual(['b']);
  await desk.parts.flush();
  expect(desk.stored.map(({ day, body }) => [day, gunzip(body)])).toEqual([
    ['b', 'b\n'],
    ['c', 'c\n'],
    ['a', 'a\na\n'],
    ['d', 'd\n'],
  ]);
});

test('nothing appended, nothing written; what is discarded neither', async () => {
  const desk = parts(50_000);
  await desk.parts.flush();
  await desk.parts.append('d', 'x\n');
  desk.parts.discard();
  await desk.parts.flush();
  expect(desk.stored).toEqual([]);
});

test('the parts of a workgroup’s day count up from 0', async () => {
  const given = executionsAt('primary', Array<string>(500).fill(`${DAY}T12:00:00.000Z`)).map(
    (one) => ({ ...one, query: noise(1_000) }),
  );
  const ports = desk(listedWorld({ primary: given }));
  await collect(ports, { day: DAY }, { part_bytes: 60_000 });
  const keys = [...ports.files.files.keys()].filter((key) => key.startsWith('history/')).sort();
  expect(keys.length).toBeGreaterThan(3);
  expect(keys).toEqual(
    keys.map(
      (_, n) =>
        `history/day=${DAY}/${WHERE}/workgroup=primary/${DAY}.part-${String(n).padStart(4, '0')}.json.gz`,
    ),
  );
});
