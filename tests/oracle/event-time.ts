const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * A CloudTrail eventTime as ISO-8601 UTC with milliseconds; null if it is none. The calendar is
 * checked by hand, because `Date` turns 30 February into a day of March.
 */
export function readTime(text: string | null): string | null {
  const [, year, month, day, hour, minute, second] = (ISO.exec(text ?? '') ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null;
  return new Date(text ?? '').toISOString();
}
