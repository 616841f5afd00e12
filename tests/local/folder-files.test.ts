/** Beyond the contract of tests/ports: what a folder does when writing fails. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderFiles } from '../../src/local/folder-files';
import { put, scratch } from './scratch';

const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('a write that fails leaves the old file and nothing beside it', async () => {
  const folder = scratch();
  const files = folderFiles(folder);
  await files.write('ledger/a.json', Buffer.from('old'));
  // A folder is in the way of the name: the rename fails after the bytes are written.
  mkdirSync(join(folder, 'ledger/b.json/full'), { recursive: true });
  const before = everything(folder);
  await expect(files.write('ledger/b.json', Buffer.from('new'))).rejects.toThrow();
  await expect(files.write('ledger/a.json/below', Buffer.from('new'))).rejects.toThrow();
  expect(everything(folder)).toEqual(before);
  expect(readFileSync(join(folder, 'ledger/a.json'), 'utf8')).toBe('old');
});

test('bytes that cannot be written are not half there', async () => {
  const folder = scratch();
  const files = folderFiles(folder);
  await files.write('a', Buffer.from('old'));
  const broken = {} as Uint8Array;
  await expect(files.write('a', broken)).rejects.toThrow();
  expect(everything(folder)).toEqual(['a']);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
});

test('a file being written is not listed as a file of the lake’s tables', async () => {
  const folder = scratch();
  const files = folderFiles(folder);
  const body = Buffer.alloc(30_000_000, 1);
  const file = join(folder, 'history/day=2026-03-01/a.json.gz');
  const writing = files.write('history/day=2026-03-01/a.json.gz', body);
  for (let isThere = false; !isThere;) {
    isThere = existsSync(file);
    if (isThere) expect(statSync(file).size).toBe(body.length);
    const names = everything(folder).filter((name) => name.includes('2026-03-01/'));
    const others = names.filter((name) => !/\/\.[^/]+\.unfinished$|\/a\.json\.gz$/.test(name));
    expect(others).toEqual([]);
    await new Promise((next) => setImmediate(next));
  }
  await writing;
});

test('links to folders are followed, as a copy may be made of them', async () => {
  const folder = scratch();
  const elsewhere = scratch();
  put(elsewhere, 'day=2026-03-01/a.json', 'x');
  symlinkSync(elsewhere, join(folder, 'history'));
  const keys: string[] = [];
  for await (const { key } of folderFiles(folder).list('history/')) keys.push(key);
  expect(keys).toEqual(['history/day=2026-03-01/a.json']);
});

test('what may not be read is no empty folder', async () => {
  const folder = scratch();
  put(folder, 'history/a', 'x');
  chmodSync(join(folder, 'history'), 0o000);
  const isRoot = process.getuid?.() === 0;
  const listing = async (): Promise<number> => {
    let found = 0;
    for await (const _file of folderFiles(folder).list('history/')) found += 1;
    return found;
  };
  // Root may read everything.
  if (isRoot) expect(await listing()).toBe(1);
  else await expect(listing()).rejects.toMatchObject({ code: 'EACCES' });
  chmodSync(join(folder, 'history'), 0o700);
});
