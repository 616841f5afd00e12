/** Numbers and times as people read them, and exactly, for whoever points at them. */

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
/** What is unknown looks unlike every number. */
export const UNKNOWN = '–';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** `1.2 TB`, in powers of 1024, as Athena bills them. */
export function bytes(value: number | null): string {
  if (value === null) return UNKNOWN;
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), UNITS.length - 1);
  const scaled = value / 1024 ** power;
  const digits = power === 0 || scaled >= 100 ? scaled.toFixed(0) : scaled.toFixed(1);
  return `${digits} ${UNITS[power] ?? ''}`;
}

export const exactBytes = (value: number | null): string =>
  value === null ? 'unknown' : `${whole.format(value)} bytes`;

/** `$1,234.56`; what is less than a cent and not nothing is `<$0.01`. */
export function usd(value: number | null): string {
  if (value === null) return UNKNOWN;
  if (value > 0 && value < 0.005) return '<$0.01';
  return `$${value >= 100_000 ? whole.format(value) : cents.format(value)}`;
}

export const exactUsd = (value: number | null): string =>
  value === null
    ? 'unknown'
    : `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 })}`;

export const count = (value: number | null): string =>
  value === null ? UNKNOWN : whole.format(value);

/** `1 query`, `2 queries`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${whole.format(value)} ${value === 1 ? one : many}`;

export const percent = (share: number): string =>
  `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;

/** `+12 %`, `−3.4 %`. */
export const change = (share: number): string =>
  share === 0 ? '±0 %' : `${share > 0 ? '+' : '−'}${percent(Math.abs(share))}`;

/** Milliseconds as `350 ms`, `12.3 s`, `4 min 5 s`, `2 h 10 min`. */
export function duration(ms: number | null): string {
  if (ms === null) return UNKNOWN;
  if (ms < 1_000) return `${whole.format(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${whole.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** `2026-11-20 14:03` of an ISO time stamp; UTC, as the column's head says. */
export const time = (iso: string | null): string =>
  iso === null ? UNKNOWN : iso.slice(0, 16).replace('T', ' ');

/** The same instant exactly, and by the reader's own clock. */
export function exactTime(iso: string | null): string {
  if (iso === null) return 'unknown';
  const instant = new Date(/[Zz]|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso.replace(' ', 'T')}Z`);
  if (Number.isNaN(instant.getTime())) return iso;
  const local = instant.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return `${instant.toISOString()} (UTC)\n${local} (your time)`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const weekday = (day: string): string =>
  WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter(Boolean).join(' and ');
}

/** A long name for a narrow place; the whole one stands in the title. */
export const shortened = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${Array.from(text)
        .slice(0, most - 1)
        .join('')}…`;
