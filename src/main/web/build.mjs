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
  admin: [['app.css', 'admin.js'], 30],
  upload: [['app.css', 'upload.js'], 30],
  watch: [['app.css', 'watch.js', 'player.js'], 250],
  cut: [['app.css', 'cut.js', 'player.js'], 250],
  embed: [['embed.css', 'embed.js', 'player.js'], 220],
};

/** Of hls.js what our streams need: it is built from its sources, without DRM, advertisements and such. */
const hls = {
  alias: {
    'hls.js': './node_modules/hls.js/src/exports-default.ts',
    '@svta/cml-id3': './src/hls/id3.ts',
    '@svta/cml-utils': './src/hls/ids.ts',
    '@svta/cml-cmcd': './node_modules/hls.js/src/empty-es.js',
  },
  define: {
    __VERSION__: JSON.stringify(JSON.parse(await readFile('node_modules/hls.js/package.json', 'utf8')).version),
    __IN_WORKER__: 'false',
    __HLS_WORKER_BUNDLE__: 'undefined',
    __USE_ALT_AUDIO__: 'true',
    __USE_SUBTITLES__: 'true',
    __USE_MEDIA_CAPABILITIES__: 'true',
    __USE_CMCD__: 'false',
    __USE_CONTENT_STEERING__: 'false',
    __USE_EME_DRM__: 'false',
    __USE_IFRAMES__: 'false',
    __USE_INTERSTITIALS__: 'false',
    __USE_M2TS_ADVANCED_CODECS__: 'false',
    __USE_VARIABLE_SUBSTITUTION__: 'false',
  },
};

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/app.css', 'src/embed.css', 'src/library.ts', 'src/studio.ts', 'src/admin.ts', 'src/upload.ts', 'src/player.ts', 'src/watch.ts', 'src/share.ts', 'src/cut.ts', 'src/embed.ts'],
  ...hls,
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
for (const name of ['admin.js', 'app.css', 'cut.js', 'embed.css', 'embed.js', 'library.js', 'mark.svg', 'player.js', 'share.js', 'studio.js', 'upload.js', 'watch.js']) {
  files.set(name, await readFile(`${out}/${name}`));
}

const hash = createHash('sha256');
files.forEach((bytes, name) => hash.update(name).update(bytes));
await writeFile(`${out}/version.txt`, hash.digest('hex').slice(0, 12) + '\n');

// what every browser takes: compressed once here, and not for each of them
const compressed = new Map();
for (const [name, bytes] of files) {
  if (/\.(css|js)$/.test(name)) {
    compressed.set(name, gzipSync(bytes, { level: 9 }));
  }
}
for (const [name, bytes] of compressed) {
  await writeFile(`${out}/${name}.gz`, bytes);
}

for (const [page, [names, limit]] of Object.entries(budgets)) {
  const size = names.reduce((sum, name) => sum + compressed.get(name).length, 0) / 1000;
  console.log(`${page}: ${size.toFixed(1)} kB gzipped of ${limit}`);
  if (size > limit) {
    throw new Error(`the ${page} page is ${size.toFixed(1)} kB gzipped, more than ${limit}`);
  }
}
