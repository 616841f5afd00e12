/** What every SqlReader does; run by sql-reader.test.ts against each of them. */
import { DeadlineReached, InvalidInput, StatementFailed } from '../../src/core/errors';
import type { SqlReader, SqlRow, StatementCall } from '../../src/core/ports';
import { statementToken } from '../../src/core/run-id';
import { STATEMENTS } from './sql-engine.statements';

/** The statement's own token. */
const call = (statement: string, remaining_ms = Infinity): StatementCall => ({
  token: statementToken('contract', statement),
  deadline: { remainingMs: () => remaining_ms },
});

async function pagesOf(answer: AsyncIterable<SqlRow[]>): Promise<SqlRow[][]> {
  const pages: SqlRow[][] = [];
  for await (const page of answer) pages.push(page);
  return pages;
}

export function describeSqlReaderContract(
  name: string,
  make: () => SqlReader | Promise<SqlReader>,
): void {
  describe(`SqlReader: ${name}`, () => {
    let reader: SqlReader;
    beforeEach(async () => {
      reader = await make();
    });
    const pages = (statement: string, given = call(statement)) =>
      pagesOf(reader.pages(statement, given));

    it('gives all rows, in order, in pages that are not the whole', async () => {
      const found = await pages(STATEMENTS.many_rows);
      expect(found.flat()).toEqual(Array.from({ length: 2500 }, (_, n) => ({ n })));
      expect(found.length).toBeGreaterThan(3);
      expect(found.every((page) => page.length > 0)).toBe(true);
    });

    it('types values as a query does', async () => {
      expect((await pages(STATEMENTS.types)).flat()).toMatchObject([
        { one: 1, huge: '9007199254740993', half: 1.5, yes: true, text: 'a', empty: '' },
      ]);
      expect((await pages(STATEMENTS.nulls)).flat()).toEqual([
        { text: null, number: null, flag: null },
      ]);
    });

    it('gives no page of no rows', async () => {
      expect(await pages(STATEMENTS.no_rows)).toEqual([]);
    });

    it('may be left early, and asked for something else meanwhile', async () => {
      for await (const page of reader.pages(STATEMENTS.many_rows, call(STATEMENTS.many_rows))) {
        expect(page[0]).toEqual({ n: 0 });
        break;
      }
      const many = reader.pages(STATEMENTS.many_rows, call(STATEMENTS.many_rows));
      const answer = many[Symbol.asyncIterator]();
      await answer.next();
      expect((await pages(STATEMENTS.types)).flat()).toHaveLength(1);
      expect(((await answer.next()).value as SqlRow[])[0]!['n']).toBeGreaterThan(0);
    });

    it('fails as a query does', async () => {
      await expect(pages(STATEMENTS.failing)).rejects.toThrow(StatementFailed);
      const over = call(STATEMENTS.no_rows, 0);
      await expect(pages(STATEMENTS.no_rows, over)).rejects.toThrow(DeadlineReached);
      await expect(pages(STATEMENTS.no_rows, { ...over, token: 'short' })).rejects.toThrow(
        InvalidInput,
      );
    });

    it('says between two pages that the time is over', async () => {
      let remaining_ms = Infinity;
      const deadline = { remainingMs: () => remaining_ms };
      const answer = reader.pages(STATEMENTS.many_rows, {
        ...call(STATEMENTS.many_rows),
        deadline,
      });
      const rows = answer[Symbol.asyncIterator]();
      await rows.next();
      remaining_ms = 0;
      await expect(rows.next()).rejects.toThrow(DeadlineReached);
    });
  });
}
