// Runs src/**/*.test.ts with Node's own test runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const tests = readdirSync('src', { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('src', name));
const out = mkdtempSync(join(tmpdir(), 'millrace-web-'));
try {
  await build({
    entryPoints: tests,
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const built = readdirSync(out, { recursive: true })
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(out, name));
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=dot', ...built], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
