/** The Glue tables and views of template-main.yaml as CloudFormation would create them. */
import type { TableInput } from '@aws-sdk/client-glue';
import { readTemplate, resourcesOf } from './template';

export type Values = Record<string, string>;

interface Intrinsic {
  Ref?: string;
  /** The text, or the text and values of its own. */
  Sub?: string | [string, Values];
  'Fn::Base64'?: unknown;
  /** Condition, then, else. Here there is a trail. */
  If?: ['HasTrail', unknown, unknown];
}

function valueOf(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`The tables refer to ${name}, which has no value here.`);
  return value;
}

const substitute = (text: string, values: Values): string =>
  text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) =>
    literal === '!' ? `\${${name}}` : valueOf(name, values),
  );

/** A part of the template with its intrinsic functions resolved. */
function resolved(part: unknown, values: Values): unknown {
  if (Array.isArray(part)) return part.map((item) => resolved(item, values));
  if (typeof part !== 'object' || part === null) return part;
  const { Ref, Sub, If, 'Fn::Base64': plain } = part as Intrinsic;
  if (If !== undefined) return resolved(If[1], values);
  if (Ref !== undefined) return valueOf(Ref, values);
  if (plain !== undefined) return Buffer.from(String(resolved(plain, values))).toString('base64');
  if (typeof Sub === 'string') return substitute(Sub, values);
  if (Sub !== undefined)
    return substitute(Sub[0], { ...values, ...(resolved(Sub[1], values) as Values) });
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, resolved(value, values)]),
  );
}

/** @param values of the parameters and resources that the tables refer to, by logical name */
export function glueTables(values: Values): TableInput[] {
  const tables = resourcesOf(readTemplate('template-main.yaml'), 'AWS::Glue::Table');
  return Object.values(tables).map(
    ({ Properties }) => resolved(Properties['TableInput'], values) as TableInput,
  );
}
