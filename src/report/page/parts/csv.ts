/** Tables as CSV (RFC 4180) that no spreadsheet takes for a formula. */
import { harmless } from '../../../core/formulas';

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = harmless(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv = (
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => [heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

/** Hands the text to the browser as a file to keep. */
export function download(name: string, text: string): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
