/** The model as the page's figures read it. */
import { dayRange } from '../../../core/days';
import {
  DIMENSIONS,
  type ColumnOf,
  type Dimension,
  type FigureName,
  type ReportModel,
} from '../../model';
import type { EncodedFigure } from '../../model';

export class Figure<F extends FigureName> {
  readonly rows: number;
  private readonly day_of: Int32Array | null;

  constructor(
    private readonly data: Data,
    readonly name: F,
    readonly encoded: EncodedFigure,
  ) {
    this.rows = encoded.rows;
    const days = encoded.columns['day'];
    this.day_of = days ? Int32Array.from(days, (at) => data.dayOfString(at ?? -1)) : null;
  }

  /** Null: unknown. */
  number(column: ColumnOf<F>, row: number): number | null {
    return this.encoded.columns[column]?.[row] ?? null;
  }

  flag(column: ColumnOf<F>, row: number): boolean {
    return this.encoded.columns[column]?.[row] === 1;
  }

  text(column: ColumnOf<F>, row: number): string | null {
    const series = this.encoded.columns['series']?.[row];
    const dimension = (DIMENSIONS as readonly string[]).indexOf(column);
    if (series !== undefined && dimension >= 0)
      return this.data.string(this.data.model.series[series ?? -1]?.[dimension] ?? -1);
    return this.data.string(this.encoded.columns[column]?.[row] ?? -1);
  }

  has(dimension: Dimension): boolean {
    return 'series' in this.encoded.columns || dimension in this.encoded.columns;
  }

  hasSeries(): boolean {
    return 'series' in this.encoded.columns;
  }

  series(row: number): number {
    return this.encoded.columns['series']?.[row] ?? -1;
  }

  /** Place of the row's day in `days`; -1 if it has none. */
  day(row: number): number {
    return this.day_of?.[row] ?? -1;
  }
}

export class Data {
  /** From the first day of the period before to the last day. */
  readonly days: readonly string[];
  private readonly places: Map<string, number>;
  private readonly figures = new Map<FigureName, unknown>();

  constructor(readonly model: ReportModel) {
    const { before_day, last_day } = model;
    this.days = before_day !== null && last_day !== null ? dayRange(before_day, last_day) : [];
    this.places = new Map(this.days.map((day, i) => [day, i]));
  }

  string(at: number): string | null {
    return this.model.strings[at] ?? null;
  }

  /** Place of a day in `days`; -1 if it is not one of the report's. */
  dayAt(day: string): number {
    return this.places.get(day) ?? -1;
  }

  dayOfString(at: number): number {
    return this.dayAt(this.string(at) ?? '');
  }

  figure<F extends FigureName>(name: F): Figure<F> {
    let found = this.figures.get(name) as Figure<F> | undefined;
    if (!found) {
      found = new Figure(this, name, this.model.figures[name]);
      this.figures.set(name, found);
    }
    return found;
  }

  /** Every value of a dimension in the report, sorted; `''` stands for unknown. */
  values(dimension: Dimension): string[] {
    const at = DIMENSIONS.indexOf(dimension);
    const found = new Set(this.model.series.map((tuple) => this.string(tuple[at] ?? -1) ?? ''));
    return [...found].sort((a, b) => a.localeCompare(b, 'en'));
  }
}
