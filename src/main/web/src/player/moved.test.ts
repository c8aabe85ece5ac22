import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMoved } from './moved';

type Asked = Parameters<typeof hasMoved>[0];

const error = (details: string, code: number, type = 'main') =>
  ({ details, response: { code, url: '' }, frag: { type } }) as unknown as Asked;

test('a stream whose segments are not found has moved, at the first of them', () => {
  assert.ok(hasMoved(error('fragLoadError', 404)));
  assert.ok(hasMoved(error('fragLoadError', 404, 'audio')));
  assert.ok(hasMoved({ details: 'levelLoadError', response: { code: 404, url: '' } } as Asked));
});

test('a segment that is late has not moved', () => {
  assert.ok(!hasMoved(error('fragLoadError', 503)));
  assert.ok(!hasMoved({ details: 'fragLoadTimeOut' } as Asked));
});

test('captions that were removed do not stop the film', () => {
  assert.ok(!hasMoved(error('fragLoadError', 404, 'subtitle')));
  assert.ok(!hasMoved({ details: 'subtitleTrackLoadError', response: { code: 404, url: '' } } as Asked));
});
