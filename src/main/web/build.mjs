// Bundles each page's script and the stylesheet into dist/assets, which the service serves below /assets, and fails
// when a page has become too heavy.
import { createHash } from 'node:crypto';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const out = 'dist/assets';

/** What a browser downloads for a page, gzipped, in kB. */
const budgets = {
  library: [['app.css', 'library.js'], 30],
  studio: [['app.css', 'studio.js'], 30],
  upload: [['app.css', 'upload.js'], 30],
  watch: [['app.css', 'watch.js'], 250],
};

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/app.css', 'src/library.ts', 'src/studio.ts', 'src/upload.ts', 'src/watch.ts'],
  outdir: out,
  bundle: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
  minify: true,
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
await copyFile('src/mark.svg', `${out}/mark.svg`);

const files = new Map();
for (const name of ['app.css', 'library.js', 'mark.svg', 'studio.js', 'upload.js', 'watch.js']) {
  files.set(name, await readFile(`${out}/${name}`));
}

const hash = createHash('sha256');
files.forEach((bytes, name) => hash.update(name).update(bytes));
await writeFile(`${out}/version.txt`, hash.digest('hex').slice(0, 12) + '\n');

for (const [page, [names, limit]] of Object.entries(budgets)) {
  const size = names.reduce((sum, name) => sum + gzipSync(files.get(name)).length, 0) / 1000;
  console.log(`${page}: ${size.toFixed(1)} kB gzipped of ${limit}`);
  if (size > limit) {
    throw new Error(`the ${page} page is ${size.toFixed(1)} kB gzipped, more than ${limit}`);
  }
}
