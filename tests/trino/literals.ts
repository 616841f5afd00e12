/** Values in the statements that the tests give Trino themselves. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const listOf = (items: readonly string[]): string =>
  `ARRAY[${items.map(quoted).join(', ')}]`;
