/** Numbers in the units people use. */

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** `1.2 TB`, in powers of 1024; a dash where the bytes are unknown. */
export function bytes(value: unknown): string {
  if (typeof value !== 'number') return '–';
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), UNITS.length - 1);
  const scaled = value / 1024 ** power;
  return `${power === 0 || scaled >= 100 ? scaled.toFixed(0) : scaled.toFixed(1)} ${UNITS[power] ?? ''}`;
}

/** `$1,234.56`; a dash where the cost is unknown. */
export const usd = (value: unknown): string =>
  typeof value === 'number'
    ? `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
    : '–';

/** `12,345`; a dash where unknown. */
export const count = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : '–';
