/** Puts a model into the page that `npm run build` made: one self-contained file of HTML. */
import type { ReportModel } from './model';

/** Where the model belongs; the build leaves it in the page. */
export const MODEL_PLACE = '<!--model-->';

/**
 * JSON that may stand between script tags: no `<` can end the element, and no U+2028 is left to
 * confuse a reader. JSON.parse reads it as it was.
 */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/** @param page of `dist/report/page.html` */
export function renderReport(page: string, model: ReportModel): string {
  const [head, tail] = page.split(MODEL_PLACE);
  if (head === undefined || tail === undefined)
    throw new RangeError('The page has no place for the model; run "npm run build".');
  return head + escapedJson(model) + tail;
}
