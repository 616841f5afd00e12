/** By the hour Trino reads of the trail what is new, and nothing else: its own count of bytes. */
import { openTrinoLake } from './trino-world';
import { note } from './ran';
import { runningTrino } from './running';
import { buildHour, handClock, lookUpHour } from '../lookup/hours';
import { DAY } from '../lookup/looking-up';

test('each hour reads the bytes of its own files', async () => {
  const clock = handClock();
  const read: { statement: string; bytes: number }[] = [];
  const world = await openTrinoLake(runningTrino(), clock, (statement, bytes) => {
    read.push({ statement, bytes });
  });
  try {
    const ports = { ...world.ports, lake_root: world.lake_root };
    const sizes = new Map<string, number>();
    let bytes_read = 0;
    for (const hour of [4, 5, 6]) {
      clock.set(`${DAY}T0${hour + 1}:20:00.000Z`);
      await lookUpHour(ports);
      clock.set(`${DAY}T0${hour + 1}:40:00.000Z`);
      read.length = 0;
      await buildHour(ports);
      let fresh = 0;
      for await (const { key, size_bytes } of ports.files.list('trail/')) {
        if (!sizes.has(key)) fresh += size_bytes;
        sizes.set(key, size_bytes);
      }
      const of_trail = read.filter(({ statement }) => statement.includes('FROM cloudtrail'));
      expect(of_trail.map(({ bytes }) => bytes)).toEqual([fresh]);
      bytes_read += fresh;
    }
    const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes_read / all).toBeLessThanOrEqual(1.1);
    const counted = 'SELECT COUNT(*) AS n, COUNT(DISTINCT query_execution_id) AS ids FROM events';
    expect(await world.query(counted)).toEqual([{ n: 650, ids: 650 }]);
    note(runningTrino().root, { equal: 'checks', count: 1 });
  } finally {
    await world.close();
  }
}, 900_000);
