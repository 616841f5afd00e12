/** The page of a report: reads the model that stands in it, and draws. */
import { render } from 'preact';
import type { ReportModel } from '../model';
import { App } from './app';
import { Data } from './data/data';

const text = document.getElementById('model')?.textContent ?? '';
const place = document.getElementById('app');
if (place) {
  const data = new Data(JSON.parse(text) as ReportModel);
  place.replaceChildren();
  render(<App data={data} />, place);
}
