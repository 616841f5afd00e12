import type { FileStore, StoredFile } from '../../src/core/ports';

const text = (body: string): Buffer => Buffer.from(body);

async function listed(files: FileStore, prefix: string): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for await (const file of files.list(prefix)) found.push(file);
  return found;
}

const keysOf = async (files: FileStore, prefix: string): Promise<string[]> =>
  (await listed(files, prefix)).map(({ key }) => key);

/** What every FileStore must do. */
export function fileStoreContract(name: string, make: () => Promise<FileStore>): void {
  describe(`FileStore: ${name}`, () => {
    let files: FileStore;
    beforeEach(async () => {
      files = await make();
    });

    test('reads what was written, byte for byte', async () => {
      const body = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256));
      await files.write('history/day=2026-03-01/a.json.gz', body);
      expect((await files.read('history/day=2026-03-01/a.json.gz'))?.equals(body)).toBe(true);
    });

    test('reads null where nothing is', async () => {
      await files.write('a/b', text('1'));
      expect(await files.read('a/c')).toBeNull();
      expect(await files.read('a/b/c')).toBeNull();
    });

    test('replaces a whole file', async () => {
      await files.write('a', text('long before'));
      await files.write('a', text('short'));
      expect((await files.read('a'))?.toString()).toBe('short');
      expect(await listed(files, '')).toEqual([{ key: 'a', size_bytes: 5 }]);
    });

    test('an empty file is a file', async () => {
      await files.write('empty', text(''));
      expect((await files.read('empty'))?.length).toBe(0);
    });

    test('lists by prefix in key order, whatever the folders', async () => {
      const keys = ['day=1/b', 'day=1/a/x', 'day=1-2/a', 'day=10/a', 'day=2/a'];
      for (const key of keys) await files.write(key, text(key));
      expect(await keysOf(files, '')).toEqual([...keys].sort());
      expect(await keysOf(files, 'day=1/')).toEqual(['day=1/a/x', 'day=1/b']);
      expect(await keysOf(files, 'day=1')).toEqual([
        'day=1-2/a',
        'day=1/a/x',
        'day=1/b',
        'day=10/a',
      ]);
      expect(await keysOf(files, 'day=1/b')).toEqual(['day=1/b']);
      expect(await keysOf(files, 'day=3/')).toEqual([]);
    });

    test('lists more files than fit a page', async () => {
      for (let n = 0; n < 30; n += 1) await files.write(`many/${n}`, text(''));
      expect(await listed(files, 'many/')).toHaveLength(30);
    });

    test('deletes files; one that is not there is fine', async () => {
      for (const key of ['a/1', 'a/2', 'b']) await files.write(key, text(key));
      await files.delete(['a/1', 'nobody', 'b']);
      expect(await keysOf(files, '')).toEqual(['a/2']);
      await files.delete([]);
    });

    test('keeps special characters of keys', async () => {
      const key = 'history/day=2026-03-01/workgroup=a.b_c-D/2026-03-01T05.part-0000.json.gz';
      await files.write(key, text('x'));
      expect(await keysOf(files, 'history/')).toEqual([key]);
    });
  });
}
