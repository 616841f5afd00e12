/** A CloudFormation template as data: short forms (`!Sub x`) become long ones (`{"Fn::Sub": x}`). */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

export interface Resource {
  Type: string;
  Condition?: string;
  Properties: JsonObject;
}

export interface Template {
  Parameters: Record<string, { Default?: string | number }>;
  Conditions: Record<string, Json>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: Json }>;
}

/** An argument that is never a function itself. */
export const word = (value: Json | undefined): string => {
  if (typeof value === 'string') return value;
  throw new Error(`Not a word: ${JSON.stringify(value)}`);
};

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Functions that the templates use, beside `Ref`. */
export const FUNCTIONS = [
  'Sub',
  'GetAtt',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Select',
  'Split',
  'Join',
];
const NAMED = [...FUNCTIONS, 'FindInMap', 'ImportValue', 'Base64', 'Cidr', 'GetAZs'].map(
  (name) => [`!${name}`, `Fn::${name}`] as const,
);

const shortForms = ([tag, long]: readonly [tag: string, long: string]) => [
  { tag, resolve: (text: string) => ({ [long]: text }) },
  {
    tag,
    collection: 'seq' as const,
    resolve: (seq: { toJSON(): unknown }) => ({ [long]: seq.toJSON() }),
  },
];

const CUSTOM_TAGS = ([['!Ref', 'Ref'], ['!Condition', 'Condition'], ...NAMED] as const).flatMap(
  shortForms,
);

/** @returns the template with every section that the rest of this folder reads, empty if absent */
export function parseTemplate(text: string): Template {
  const read = parse(text, { customTags: CUSTOM_TAGS }) as Partial<Template>;
  return {
    Parameters: read.Parameters ?? {},
    Conditions: read.Conditions ?? {},
    Resources: read.Resources ?? {},
    Outputs: read.Outputs ?? {},
  };
}

export const readTemplate = (file: string): Template => parseTemplate(readFileSync(file, 'utf8'));
