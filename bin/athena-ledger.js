#!/usr/bin/env node
// The program itself is bundled from src/cli by `npm run build`, which `npm ci` runs.
require('../dist/cli/index.js');
