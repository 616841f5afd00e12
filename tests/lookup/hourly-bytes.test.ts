/** By the hour no byte of the trail is read twice: what has been read is made unreadable. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import { open, rowsOf, scratch } from '../local/scratch';
import { keptLog } from '../memory/kept-log';
import { buildHour, buildNight, EVENTS, handClock, lookUpHour } from './hours';
import { DAY } from './looking-up';

async function openWorld() {
  const folder = scratch();
  const clock = handClock();
  const lake = await open(folder, { clock });
  const trail = async () => folderTrail(join(folder, 'trail')).catch(() => noTrail);
  const statements: string[] = [];
  const ports = {
    ...lake,
    clock,
    log: keptLog(),
    lake_root: `${folder}/`,
    trail: { sources: async (day: string) => (await trail()).sources(day) },
    sql: {
      ...lake.sql,
      insert: (...given: Parameters<typeof lake.sql.insert>) => {
        statements.push(given[0]);
        return lake.sql.insert(...given);
      },
    },
  };
  return { folder, lake, clock, ports, statements };
}

/** Files of the trail with their sizes. */
async function trailFiles({ files }: Awaited<ReturnType<typeof openWorld>>['ports']) {
  const found = new Map<string, number>();
  for await (const { key, size_bytes } of files.list('trail/')) found.set(key, size_bytes);
  return found;
}

const HOURS = [4, 5, 6, 7];

test('each hour reads its own files only, and the night has every call once', async () => {
  const { folder, lake, clock, ports, statements } = await openWorld();
  const originals = new Map<string, Buffer>();
  let named_bytes = 0;
  for (const hour of HOURS) {
    clock.set(`${DAY}T0${hour + 1}:20:00.000Z`);
    await lookUpHour(ports);
    clock.set(`${DAY}T0${hour + 1}:40:00.000Z`);
    statements.length = 0;
    await buildHour(ports);
    const of_trail = statements.filter((text) => text.includes('FROM cloudtrail'));
    expect(of_trail).toHaveLength(1);
    for (const [key, size_bytes] of await trailFiles(ports)) {
      if (of_trail[0]!.includes(key) || hour === HOURS[0]) named_bytes += size_bytes;
      if (originals.has(key)) continue;
      originals.set(key, readFileSync(join(folder, key)));
      writeFileSync(join(folder, key), Buffer.alloc(size_bytes, 'x')); // reading it again fails
    }
  }
  const sizes = [...(await trailFiles(ports)).values()];
  expect(sizes).toHaveLength(2 * HOURS.length); // each hour's, and the quarter's before it
  expect(named_bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));

  const counted = `SELECT COUNT(*), COUNT(DISTINCT query_execution_id) FROM events WHERE day = '${DAY}'`;
  const calls = EVENTS.filter(({ text }) => /T0[4-7]:|T03:(4[5-9]|5)/.test(text)).length;
  expect(calls).toBe(4 * 200 + 50);
  expect(await rowsOf(lake, counted)).toEqual([[calls, calls]]);

  for (const [key, body] of originals) writeFileSync(join(folder, key), body);
  clock.set('2026-03-02T01:15:00.000Z');
  await buildNight(ports);
  expect(await rowsOf(lake, counted)).toEqual([[calls, calls]]);
});

test('the night reads all files: one that cannot be read fails it', async () => {
  const { folder, clock, ports } = await openWorld();
  clock.set(`${DAY}T05:20:00.000Z`);
  await lookUpHour(ports);
  clock.set(`${DAY}T05:40:00.000Z`);
  await buildHour(ports);
  for (const [key, size] of await trailFiles(ports))
    writeFileSync(join(folder, key), Buffer.alloc(size, 'x'));
  clock.set('2026-03-02T01:15:00.000Z');
  await expect(buildNight(ports)).rejects.toMatchObject({ name: 'UnreadableFile' });
});
