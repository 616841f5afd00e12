/**
 * What a function threw, from the `Cause` that Step Functions gives of a failed task: JSON then, else
 * a text (Step Functions guide, "Handling errors").
 * @returns null if there is no message
 */
export function messageIn(cause: string | undefined): string | null {
  try {
    const said = JSON.parse(cause ?? '') as { errorMessage?: unknown };
    return typeof said.errorMessage === 'string' ? said.errorMessage : null;
  } catch {
    return cause ?? null;
  }
}
