import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didNotCome } from './trouble';

type Loading = Parameters<typeof didNotCome>[0];

const error = (details: string, code?: number, type = 'main') =>
  ({ details, response: code === undefined ? undefined : { code, url: '' }, frag: { type } }) as unknown as Loading;

test('a segment that fails, or whose server is away, did not come', () => {
  assert.ok(didNotCome(error('fragLoadError', 500)));
  assert.ok(didNotCome(error('fragLoadError', 0, 'audio')));
  assert.ok(didNotCome(error('fragLoadTimeOut')));
});

test('what is still being made, and captions, are waited for in peace', () => {
  assert.ok(!didNotCome(error('fragLoadError', 503)));
  assert.ok(!didNotCome(error('fragLoadError', 500, 'subtitle')));
  assert.ok(!didNotCome(error('bufferStalledError')));
});
