import { fingerprintClass } from './fingerprint';

test.each([
  ["name = 'a'", 'name = ?'],
  ["name = 'it''s'", 'name = ?'],
  ["'a' 'b'", '? ?'],
  ["''", '?'],
  ["'--' x", '? x'],
  ["'/*' x '*/'", '? x ?'],
  [`'"' x '"'`, '? x ?'],
  ["'a\nb'", '?'],
  ["'\\' x", '? x'],
  [`"it's" 'b'`, `"it's" ?`],
  [`"a""b" 1`, `"a""b" ?`],
  ['"--" x', '"--" x'],
  ["a -- it's\nb", 'a b'],
  ['a -- end', 'a'],
  ["a /* it's\n*/ b", 'a b'],
  ['a/**/b', 'a b'],
  ['a /* -- */ b', 'a b'],
  ['a -- /*\nb */', 'a b */'],
  ['1 1.5 1e10 2.5E-3', '? ? ? ?'],
  ['t1 x_2 0x1F', 't1 x_2 0x1f'],
  ['(1,-2)', '(?,-?)'],
  ['.5', '.?'],
  [' \n\tSELECT\r\n  X ', 'select x'],
  ['É', 'é'],
])('%j', (query, text) => {
  expect(fingerprintClass(query)).toBe(text);
});
