import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorData } from 'hls.js';
import { didNotCome, Trouble } from './trouble';

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

const missing = (type = 'main') => error('fragLoadError', 500, type) as unknown as ErrorData;

function watched() {
  const seen = { now: 0, starving: true, hopes: 0, given: [] as ErrorData[] };
  const trouble = new Trouble(
    () => seen.starving,
    () => seen.hopes++,
    (error) => seen.given.push(error),
    () => seen.now,
  );
  return { seen, trouble };
}

test('a film that stands is given up after eight seconds, once, and hope is spoken of before', () => {
  const { seen, trouble } = watched();
  trouble.met(missing());
  trouble.look();
  assert.equal(seen.hopes, 0);
  seen.now = 4000;
  const last = missing();
  trouble.met(last);
  trouble.look();
  assert.equal(seen.hopes, 1);
  assert.deepEqual(seen.given, []);
  seen.now = 8001;
  trouble.look();
  trouble.look();
  assert.deepEqual(seen.given, [last]);
});

test('as long as there is something to show nothing is given up', () => {
  const { seen, trouble } = watched();
  seen.starving = false;
  trouble.met(missing());
  trouble.met(missing());
  seen.now = 60_000;
  trouble.look();
  assert.equal(seen.hopes, 0);
  assert.deepEqual(seen.given, []);
  seen.starving = true;
  trouble.look();
  assert.equal(seen.given.length, 1);
});

test('only what was missing ends the trouble', () => {
  const { seen, trouble } = watched();
  trouble.met(missing('main'));
  seen.now = 9000;
  trouble.over('audio');
  trouble.look();
  assert.equal(seen.given.length, 1);
  trouble.met(missing('main'));
  trouble.over('main');
  seen.now = 90_000;
  trouble.look();
  assert.equal(seen.given.length, 1);
});
