/** Short forms for what is too long to stand in a JSON file. */
import { createHash } from 'node:crypto';

export type Json = null | boolean | number | string | Json[] | { [field: string]: Json };
type JsonObject = Record<string, Json>;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{n}` is the number of the copy, `{n:12}` the same with twelve digits. */
const numbered = (text: string, n: number): string =>
  text.replace(/\{n(?::(\d+))?\}/g, (_, digits?: string) =>
    String(n).padStart(Number(digits ?? 0), '0'),
  );

function numberedAll(value: Json, n: number): Json {
  if (typeof value === 'string') return numbered(value, n);
  if (Array.isArray(value)) return value.map((item) => numberedAll(item, n));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, numberedAll(item, n)]),
  );
}

/** `{"$times": 3, …}` in a list stands for three objects, numbered from 1. */
function copies(item: Json): Json[] {
  if (!isObject(item)) return [item];
  const { $times, ...rest } = item;
  if (typeof $times !== 'number') return [item];
  return Array.from({ length: $times }, (_, i) => numberedAll(rest, i + 1));
}

/** A text, or `{"repeat": text, "bytes": N}`: as often as fits, then spaces. */
function piece(part: Json): string {
  if (typeof part === 'string') return part;
  if (!isObject(part) || typeof part['repeat'] !== 'string' || typeof part['bytes'] !== 'number')
    throw new Error(`$text: ${JSON.stringify(part)} is neither a text nor {repeat, bytes}.`);
  const size = Buffer.byteLength(part['repeat']);
  const times = Math.floor(part['bytes'] / size);
  return part['repeat'].repeat(times) + ' '.repeat(part['bytes'] - times * size);
}

function sha256(text: Json): string {
  if (typeof text !== 'string') throw new Error('$sha256: takes a text.');
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Replaces `{"$text": [piece, …]}` by the pieces put together, `{"$sha256": text}` by the text's
 * SHA-256 in lower-case hex, and `{"$times": N, …}` in a list by N numbered objects.
 */
export function expand(value: Json): Json {
  if (Array.isArray(value)) return value.flatMap(copies).map(expand);
  if (!isObject(value)) return value;
  const { $text, $sha256 } = value;
  if (Array.isArray($text)) return $text.map(piece).join('');
  if ($sha256 !== undefined) return sha256(expand($sha256));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, expand(item)]));
}
