export interface Titled {
  /** The file's first comment line. */
  readonly title: string;
  /** The comment lines after it, as one text: what is answered, and how to read it. */
  readonly summary: string;
  /** One SELECT in Athena's dialect, with its comments. */
  readonly sql: string;
}

/** Title and summary stand in the file itself, so that they travel with the SQL. */
export function titled(sql: string): Titled {
  const lines = sql.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('-- '));
  const [title = '', ...summary] = lines.slice(0, end).map((line) => line.slice(3).trim());
  return { title, summary: summary.join(' '), sql };
}
