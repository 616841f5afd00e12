/** Wildcards, variables and ARNs as IAM reads them. */
import type { Context } from './request';

/** A context key's values; names of keys have no case (IAM user guide, "Global condition keys"). */
export function valuesOf(context: Context, key: string): readonly string[] | null {
  const name = Object.keys(context).find((one) => one.toLowerCase() === key.toLowerCase());
  const value = name === undefined ? undefined : context[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? [value] : value;
}

const VARIABLE = /\$\{([^}]+)\}/g;

/** A wildcard in braces, or in a value, stands for itself: it is escaped. */
function valueOf(name: string, context: Context): string | null {
  if (name === '*' || name === '?' || name === '$') return `\\${name}`;
  const [value, ...others] = valuesOf(context, name) ?? [];
  return value === undefined || others.length > 0 ? null : value.replace(/[*?]/g, '\\$&');
}

/**
 * Replaces `${aws:PrincipalAccount}` and the like, and `${*}`, `${?}`, `${$}` by themselves.
 * @returns null if the request has no single value for one of them: such a pattern matches nothing
 *   (IAM user guide, "Variables and tags", for requests without a value)
 */
export function withVariables(pattern: string, context: Context): string | null {
  const names = [...pattern.matchAll(VARIABLE)].map(([, name = '']) => name);
  const values = new Map(names.map((name) => [name, valueOf(name, context)]));
  if ([...values.values()].includes(null)) return null;
  return pattern.replace(VARIABLE, (_whole, name: string) => values.get(name) ?? '');
}

/** `*` is any number of characters, `?` is one; both reach over slashes. */
export function like(text: string, pattern: string, flags = ''): boolean {
  const source = pattern.replace(/\\[*?$]|[.+^${}()|[\]\\*?]/g, (found) => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    return found.length === 2 ? found : `\\${found}`;
  });
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

/** Partition, service, region, account and, whole, the rest. */
const ARN_PARTS = 6;
const partsOf = (arn: string): string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
};

/** Part by part: a wildcard does not reach over a colon before the resource's own name. */
export function arnLike(arn: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const [own, wanted] = [partsOf(arn), partsOf(pattern)];
  return (
    own.length === wanted.length && own.every((part, place) => like(part, wanted[place] ?? ''))
  );
}
