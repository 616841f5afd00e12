/** Jest transform: TypeScript to CommonJS, `.sql` and `.html` to text, by the bundler of the build. */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const self = readFileSync(__filename);

module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256')
      .update(self)
      .update(esbuild.version)
      .update(path)
      .update(source)
      .digest('hex'),
  process: (source, path) =>
    esbuild.transformSync(source, {
      loader: /\.(sql|html)$/.test(path) ? 'text' : 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: path,
    }),
};
