import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { InvalidInput } from './errors';

/** zod/mini's own texts say only "Invalid input": say what was expected where it is known. */
function reason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  return issue.message;
}

/**
 * Validates what came from outside.
 * @param guide the page that describes the inputs, for the message
 * @throws InvalidInput in one line, with the path of the first wrong field
 */
export function readInput<T extends z.ZodMiniType>(
  schema: T,
  input: unknown,
  guide: string,
): z.output<T> {
  const read = safeParse(schema, input);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (!issue) throw new InvalidInput('input: cannot be used.');
  const unknown_field = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...unknown_field].map(String).join('.') || 'input';
  const text = unknown_field.length > 0 ? 'is not a field of this input' : reason(issue);
  throw new InvalidInput(`${field}: ${text}. See ${guide} for the inputs.`);
}
