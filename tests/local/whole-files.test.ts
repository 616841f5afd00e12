/** Gzip files that are cut, where their text alone does not show it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { constants, gzipSync } from 'node:zlib';
import { folderFiles } from '../../src/local/folder-files';
import { brokenHistory } from '../../src/local/whole-files';
import { lines, open, put, rowsOf, scratch } from './scratch';

const key = (day: string, name: string): string => `history/day=${day}/account_id=1/${name}`;

async function found(folder: string, days: string[]): Promise<{ file: string; reason: string }[]> {
  const broken: { file: string; reason: string }[] = [];
  for await (const one of brokenHistory(folderFiles(folder), folder, days)) broken.push(one);
  return broken;
}

/** Lines of which the first half can be read: the file is cut between two of them. */
function cutBetweenLines(): Buffer {
  const line = (id: number): string => lines([{ query_execution_id: `q${id}` }]);
  const first = gzipSync(line(1) + line(2), { finishFlush: constants.Z_SYNC_FLUSH });
  return first;
}

test('DuckDB passes a file that is cut between two lines; this does not', async () => {
  const folder = scratch();
  const file = put(folder, key('2026-03-01', 'cut.json.gz'), '');
  writeFileSync(file, cutBetweenLines());
  const lake = await open(folder);
  expect(await rowsOf(lake, 'SELECT count(*) FROM history')).toEqual([[2]]);
  expect(await found(folder, ['2026-03-01'])).toEqual([
    { file, reason: expect.stringMatching(/unexpected end of file/) as string },
  ]);
});

test('names each broken file of the days asked for, and no whole one', async () => {
  const folder = scratch();
  const text = lines(
    Array.from({ length: 2000 }, (_, i) => ({ query_execution_id: `q${i * 7919}` })),
  );
  put(folder, key('2026-03-01', 'whole.json.gz'), text);
  put(folder, key('2026-03-01', 'empty.json.gz'), '');
  put(folder, key('2026-03-01', 'plain.json'), text.slice(0, 100));
  const whole = readFileSync(put(folder, key('2026-03-02', 'whole.json.gz'), text));
  const breakIt = (name: string, body: Buffer): string => {
    const file = put(folder, key('2026-03-02', name), '');
    writeFileSync(file, body);
    return file;
  };
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(2000) ^ 0xff, 2000);
  const broken = [
    breakIt('a-half.json.gz', whole.subarray(0, whole.length / 2)),
    breakIt('b-no-end.json.gz', whole.subarray(0, -4)),
    breakIt('c-flipped.json.gz', flipped),
    breakIt('d-no-gzip.json.gz', Buffer.from(text)),
    breakIt('e-nothing.json.gz', Buffer.alloc(0)),
  ];
  expect((await found(folder, ['2026-03-02'])).map(({ file }) => file)).toEqual(broken);
  expect(await found(folder, ['2026-03-01', '2026-03-03'])).toEqual([]);
});
