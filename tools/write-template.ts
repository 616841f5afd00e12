/** Writes the part of template-main.yaml that is made from src/report: `node tools/run.mjs tools/write-template.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withReport } from './template-queries';

const FILE = 'template-main.yaml';
writeFileSync(FILE, withReport(readFileSync(FILE, 'utf8')));
