/** Options that several commands share: parsed here, so that they read and fail alike. */
import { InvalidArgumentError, Option } from 'commander';
import { isDay } from '../core/days';
import { InvalidInput } from '../core/errors';

/** For commander: a day, or its message. */
export function dayArgument(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Write a day as YYYY-MM-DD, for example 2026-11-20.');
}

/** For commander: a whole number of at least `least`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };

/** For commander: `a,b,c`. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const lakeOption = (): Option =>
  new Option(
    '--lake <dir>',
    'folder of the lake, for example a copy of its bucket',
  ).makeOptionMandatory();

export const fromOption = (): Option =>
  new Option('--from <day>', 'first UTC day, YYYY-MM-DD').argParser(dayArgument);
export const toOption = (): Option =>
  new Option('--to <day>', 'last UTC day, included').argParser(dayArgument);

export type Format = 'table' | 'json' | 'csv';

export const formatOption = (): Option =>
  new Option('--format <format>', 'how to print rows')
    .choices(['table', 'json', 'csv'])
    .default('table');

/** @throws InvalidInput if the days are the wrong way round */
export function assertOrder(from: string, to: string): void {
  if (from > to) throw new InvalidInput(`--from ${from} is after --to ${to}; swap them.`);
}
