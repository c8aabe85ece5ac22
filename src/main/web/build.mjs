// Bundles each page's script and the stylesheet into dist/assets, which the service serves below /assets.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/watch.ts'],
  outdir: 'dist/assets',
  bundle: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  sourcemap: true,
});
