/** Trino's values as the local engine gives them: the two are compared. */
import type { Json } from '../cases-runner/expand';

export interface TypeSignature {
  rawType: string;
  arguments: { kind: string; value: unknown }[];
}

interface NamedType {
  fieldName: { name: string } | null;
  typeSignature: TypeSignature;
}

const inner = (type: TypeSignature, nth: number): TypeSignature =>
  type.arguments[nth]?.value as TypeSignature;

/** `2026-03-10 12:00:00.000`, with or without `UTC`: the session's zone is UTC. */
const isoTime = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, 23)}Z`;

function rowOf(values: readonly Json[], type: TypeSignature): Json {
  const fields = type.arguments.map(({ value }) => value as NamedType);
  return Object.fromEntries(
    fields.map(({ fieldName, typeSignature }, i) => [
      fieldName?.name ?? `field${i}`,
      toJson(values[i] ?? null, typeSignature),
    ]),
  );
}

const READERS: Record<string, (value: Json, type: TypeSignature) => Json> = {
  timestamp: (value) => isoTime(value as string),
  'timestamp with time zone': (value) => isoTime(value as string),
  decimal: (value) => Number(value),
  bigint: (value) => (Number.isSafeInteger(value) ? value : JSON.stringify(value)),
  array: (value, type) => (value as Json[]).map((item) => toJson(item, inner(type, 0))),
  map: (value, type) =>
    Object.fromEntries(
      Object.entries(value as Record<string, Json>).map(([key, item]) => [
        key,
        toJson(item, inner(type, 1)),
      ]),
    ),
  row: (value, type) => rowOf(value as Json[], type),
};

/** Time stamps as ISO-8601 with `Z`, decimals as numbers, rows and maps as objects. */
export function toJson(value: Json, type: TypeSignature): Json {
  return value === null ? null : (READERS[type.rawType]?.(value, type) ?? value);
}
