import type { Column } from '../../core/tables';

export interface View {
  readonly name: string;
  readonly purpose: string;
  /** Columns in order, as docs/tables.md describes them. */
  readonly definition: readonly Column[];
  /** Their names, for the reports that print them. */
  readonly columns: readonly string[];
  /** The SELECT that the view stands for, in Athena's dialect. */
  readonly sql: string;
}

/** A view whose columns are described as docs/tables.md shows them. */
export const view = (
  name: string,
  purpose: string,
  sql: string,
  definition: readonly Column[],
): View => ({
  name,
  purpose,
  sql,
  definition,
  columns: definition.map((one) => one.name),
});
