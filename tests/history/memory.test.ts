import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generatedWorld } from '../memory/world';
import { collect, DAY, desk } from './collecting';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LOOKS = 10;

/** Most bytes in use at a few moments of a run, without what is garbage by then. */
async function peakOf(queries: number): Promise<number> {
  const ports = desk(generatedWorld(3, queries, DAY));
  ports.files.write = () => Promise.resolve();
  let peak = 0;
  let next_look = 0;
  const onProgress = (progress: { queries: number }): void => {
    if (progress.queries < next_look) return;
    next_look += queries / LOOKS;
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + arrayBuffers);
  };
  await collect(ports, { day: DAY }, { part_bytes: 50_000, onProgress });
  return peak;
}

// The measure proper, with processes of their own and a million queries, is bench/collector.
test('ten times the queries need no more memory', async () => {
  await peakOf(1_000);
  const few = await peakOf(4_000);
  const many = await peakOf(40_000);
  expect(many - few).toBeLessThan(3_000_000);
});
