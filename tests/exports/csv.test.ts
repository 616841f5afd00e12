/** CSV as a parser that nobody here wrote reads it. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csv } from '../../src/core/csv';
import { harmless } from '../../src/core/formulas';

/** Strict: what RFC 4180 does not allow is an error. */
const read = (text: string): string[][] => parse(text, { record_delimiter: '\r\n' });

/** What a reader who wants the text back does; docs/reports.md says so. */
const original = (cell: string): string => cell.replace(/^'(?='*[=+\-@\t\r\0＝＋－＠])/, '');

const FORMULAS = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

test.each(FORMULAS)('a text that begins with %j is no formula', (first) => {
  const text = `${first}cmd|' /C calc'!A0`;
  expect(read(csv([[text]]))).toEqual([[`'${text}`]]);
  expect(original(harmless(text))).toBe(text);
});

test('numbers stay numbers, texts that look like them do not', () => {
  const record = [-5, -0.25, 1e-7, 12, '-5', '+49', '=1+1', "'=1", "'quoted'", 'a=b'];
  expect(csv([record])).toBe("-5,-0.25,1e-7,12,'-5,'+49,'=1+1,''=1,'quoted',a=b\r\n");
});

test('null is empty, an empty text is quoted, booleans are words, objects JSON', () => {
  expect(csv([[null, '', 'x', true, false, { team: 'a,b' }]])).toBe(
    ',"",x,true,false,"{""team"":""a,b""}"\r\n',
  );
});

test.each(['a\nb', 'a\rb', 'a\r\nb', 'a,b', 'a"b', '"', '\n', ' a ', 'ü🦆', '\u2028'])(
  '%j comes back',
  (text) => {
    expect(read(csv([['x', text, 'y']]))).toEqual([['x', text, 'y']]);
  },
);

/** Texts of every kind, and those that CSV and spreadsheets make something of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...FORMULAS, "'", '"', ',', ';', '\n', '\r\n', 'a', ' ') }),
);
const records = fc.array(fc.tuple(fc.constant('first'), anyText, anyText), { maxLength: 6 });

test('any texts come back from a strict parser, each once, none as a formula', () => {
  fc.assert(
    fc.property(records, (given) => {
      const cells = read(csv(given));
      expect(cells.map((record) => record.map(original))).toEqual(given);
      expect(cells.flat().filter((cell) => FORMULAS.includes(cell[0] ?? ''))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
