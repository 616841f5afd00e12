/** One measurement of the table that `npm run bench` prints. */
export interface Row {
  measure: string;
  value: number;
  unit: string;
  /** What the value should be, as text: `>= 98`. Nothing is asserted about absolute time. */
  goal?: string;
}
