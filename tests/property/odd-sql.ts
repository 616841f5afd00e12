import fc from 'fast-check';

const insideOfQuotes = fc
  .array(
    fc.constantFrom(
      'a',
      'É',
      '😀',
      "''",
      '"',
      ';',
      '--',
      '/*',
      '*/',
      '\\',
      '\n',
      '{{x}}',
      '$1',
      '7',
      ' ',
      '${y}',
      '?',
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const literal = insideOfQuotes.map((text) => `'${text}'`);
const identifier = fc
  .array(fc.constantFrom('Col', ' ', "'", '""', '--', '/*', '9', 'ß'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `"${parts.join('')}"`);
const lineComment = fc
  .constantFrom('--', "-- it's", '--"', '-- /* no', '-- 5 😀')
  .map((comment) => `${comment}\n`);
const blockComment = fc.constantFrom(
  '/**/',
  "/* it's */",
  '/*a\nb*/',
  '/* -- */',
  '/*"*/',
  '/***/',
);
const number = fc.constantFrom(
  '1',
  '42',
  '1.5',
  '1e10',
  '2.5E-3',
  '.5',
  '7.',
  '1.5e',
  '0x1F',
  't1',
  '1_000',
  '1+1',
);
const word = fc.constantFrom(
  'select',
  'SELECT',
  'Straße',
  'from',
  'a.b',
  'x=1',
  "f('a''b')",
  "n='x'--z\n",
  '1/*c*/2',
  ';',
  '(',
  ')',
  '?',
  '*',
  '{{',
  '$',
  '\\',
);
const blank = fc.constantFrom(' ', '\n', '  ', '\t', '\r\n', ' \n ');

/** Statements whose quotes and comments all close, of tokens that fingerprints stumble over. */
const oddTokens = fc
  .array(fc.tuple(fc.oneof(literal, identifier, lineComment, blockComment, number, word), blank), {
    minLength: 1,
    maxLength: 7,
  })
  .map((tokens) => tokens.map(([token, space]) => token + space).join(''));

/** Statements of few shapes, so that an organization holds pairs that only differ in values. */
const ofAShape = fc
  .tuple(
    fc.constantFrom('SELECT', 'select', ' Select '),
    blank,
    fc.constantFrom('orders', '"Orders"', 'orders /* o */'),
    fc.constantFrom(
      "id = 1 AND name = 'a'",
      "id = 22 and name = 'it''s'",
      'id = 1.5 -- x',
      'id = 3',
    ),
  )
  .map(([verb, space, table, where]) => `${verb} *${space}FROM ${table} WHERE ${where}`);

/** SQL that is never the empty text: history says null for what it does not know. */
export const oddSql: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: ofAShape },
  { weight: 3, arbitrary: oddTokens },
  { weight: 1, arbitrary: fc.constantFrom('SHOW TABLES', ' ', '\\', ';', '👩‍👩‍👧 é', '0') },
);
