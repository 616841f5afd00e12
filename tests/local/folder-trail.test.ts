/** Copies of a trail, as the command line is given them. */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InvalidInput } from '../../src/core/errors';
import { deliveredDays, folderTrail, logFiles, noTrail } from '../../src/local/folder-trail';
import { put, scratch } from './scratch';

const keyOf = (account: string, day: string, organization = ''): string =>
  `AWSLogs/${organization}${account}/CloudTrail/eu-west-1/${day}/x.json.gz`;

test.each(['a folder without AWSLogs', 'no folder', 'a file'])('%s is refused', async (what) => {
  const folder = join(scratch(), 'copy');
  if (what.startsWith('a folder')) mkdirSync(join(folder, 'logs/AWSLogs'), { recursive: true });
  if (what === 'a file') put(folder, '../copy', 'x');
  const opening = folderTrail(folder);
  await expect(opening).rejects.toThrow(InvalidInput);
  await expect(opening).rejects.toThrow(/AWSLogs.*name the folder above/);
});

test('finds days and files of account trails and organization trails', async () => {
  const folder = scratch();
  const keys = [
    keyOf('111111111111', '2026/03/01'),
    keyOf('222222222222', '2026/03/02', 'o-abcdef1234/'),
    keyOf('111111111111', '2025/12/31', 'o-abcdef1234/'),
  ];
  for (const key of keys) put(folder, key, 'x');
  put(folder, keyOf('111111111111', '2026/03/09').replace('CloudTrail', 'CloudTrail-Digest'), 'x');
  put(folder, 'AWSLogs/somebody/CloudTrail/eu-west-1/2026/03/08/x.json.gz', 'x');
  put(folder, keyOf('111111111111', '2026/03/01').replace('x.json.gz', '.x.json.gz.part'), 'x');
  expect(await deliveredDays(folder)).toEqual(['2025-12-31', '2026-03-01', '2026-03-02']);
  const found = async (paths: string[] | null) =>
    (await logFiles(folder, paths)).map((file) => relative(folder, file)).sort();
  expect(await found(null)).toEqual([...keys].sort());
  expect(await found(['2026/03/02', '2026/03/03'])).toEqual([keys[1]]);
  expect(await found([])).toEqual([]);
});

test('an empty copy has no days', async () => {
  const folder = scratch();
  mkdirSync(join(folder, 'AWSLogs'));
  expect(await deliveredDays(folder)).toEqual([]);
  expect(await (await folderTrail(folder)).sources('2026-03-01')).toEqual([]);
  expect(await noTrail.sources('2026-03-01')).toEqual([]);
});
