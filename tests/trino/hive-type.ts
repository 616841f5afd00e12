/** Hive's types, as Glue's tables have them, in Trino's words. */
const SCALARS: Record<string, string> = {
  string: 'varchar',
  bigint: 'bigint',
  boolean: 'boolean',
  double: 'double',
  // The connector reads and writes Hive's timestamps in milliseconds, as Athena does.
  timestamp: 'timestamp(3)',
};

/** The parts between the commas that lie in no other type's brackets. */
function partsOf(list: string): string[] {
  const parts: string[] = [];
  let [part, depth] = ['', 0];
  for (const char of `${list},`) {
    if (char === '<') depth++;
    if (char === '>') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return parts;
}

function field(text: string): string {
  const colon = text.indexOf(':');
  return `"${text.slice(0, colon)}" ${trinoType(text.slice(colon + 1))}`;
}

/** `array<struct<a:string>>` → `array(row("a" varchar))` */
export function trinoType(hive: string): string {
  const [, kind, inner = ''] = /^(array|map|struct)<(.*)>$/.exec(hive) ?? [];
  if (kind === 'struct') return `row(${partsOf(inner).map(field).join(', ')})`;
  if (kind !== undefined) return `${kind}(${partsOf(inner).map(trinoType).join(', ')})`;
  const scalar = SCALARS[hive];
  if (scalar === undefined) throw new Error(`Trino's name of the type ${hive} is not known here.`);
  return scalar;
}
