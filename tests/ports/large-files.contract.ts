import type { LargeFiles } from '../../src/core/ports';

/** An implementation, and what its readers see. */
export interface LargeFilesUnderTest {
  files: LargeFiles;
  read: (key: string) => Promise<Buffer | null>;
  /** Everything that was left behind beside files: hidden ones, unfinished uploads. */
  leftovers: () => Promise<string[]>;
}

const MB = 1024 ** 2;
const KEY = 'reports/year=2026/month=03/day=01/hour=05/report_2026_03_01_h05.csv';

async function* parts(...bodies: readonly (Buffer | Error)[]): AsyncGenerator<Uint8Array> {
  for (const body of bodies) {
    if (body instanceof Error) throw body;
    yield await Promise.resolve(body);
  }
}

/** What every LargeFiles must do. */
export function largeFilesContract(name: string, make: () => LargeFilesUnderTest): void {
  describe(`LargeFiles: ${name}`, () => {
    let subject: LargeFilesUnderTest;
    beforeEach(() => {
      subject = make();
    });
    const write = (...bodies: readonly (Buffer | Error)[]) =>
      subject.files.writeParts(KEY, parts(...bodies));

    test('a small file is its parts in order', async () => {
      await write(Buffer.from('a'), Buffer.from(''), Buffer.from('bc'));
      expect((await subject.read(KEY))?.toString()).toBe('abc');
    });

    test('so is one of many megabytes, and of parts larger than that', async () => {
      const bodies = [3, 20, 1, 9].map((size, n) => Buffer.alloc(size * MB + n, n + 1));
      await write(...bodies);
      expect((await subject.read(KEY))?.equals(Buffer.concat(bodies))).toBe(true);
      expect(await subject.leftovers()).toEqual([]);
    });

    test('a file is replaced as a whole', async () => {
      await write(Buffer.alloc(12 * MB, 1));
      await write(Buffer.from('short'));
      expect((await subject.read(KEY))?.toString()).toBe('short');
    });

    test.each([0, 1, 30])('what fails after %i MB leaves what was there', async (size) => {
      await write(Buffer.from('before'));
      const failing = write(Buffer.alloc(size * MB), new RangeError('the source broke'));
      await expect(failing).rejects.toThrow('the source broke');
      expect((await subject.read(KEY))?.toString()).toBe('before');
      expect(await subject.leftovers()).toEqual([]);
    });
  });
}
