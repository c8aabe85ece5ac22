import assert from 'node:assert/strict';
import test from 'node:test';
import type { Video } from './video';
import { clock, percent, remaining, size, standing } from './words';

test('sizes are decimal and short', () => {
  assert.deepEqual([0, 999, 1000, 1_460_000, 999_600_000, 4_233_123_456].map(size), [
    '0 bytes', '999 bytes', '1 kB', '1.5 MB', '1 GB', '4.2 GB',
  ]);
});

test('a clock shows hours only when there are some', () => {
  assert.deepEqual([0, 61.4, 3723, -1].map(clock), ['0:00', '1:01', '1:02:03', '0:00']);
});

test('percent never says 100 before the end', () => {
  assert.deepEqual([-1, 0, 99.99, 100, 120].map(percent), ['0%', '0%', '99%', '100%', '100%']);
});

test('remaining time is a rough one', () => {
  assert.deepEqual([10, 60, 95, 3600, 9000].map(remaining), [
    'less than a minute left', 'about 1 minute left', 'about 2 minutes left', 'about 1 hour left', 'about 3 hours left',
  ]);
});

test('a video says where it stands', () => {
  const video: Video = {
    id: '1', title: 'a', state: 'queued', playable: false, failure: null, playback: null,
    progress: { percent: 0, etaSeconds: null, queuePosition: 3 },
  };
  assert.equal(standing(video), '3 videos before it in the queue.');
  assert.equal(standing({ ...video, progress: null }), 'Next in the queue.');
  assert.equal(
    standing({ ...video, state: 'processing', playable: true, progress: { percent: 9, etaSeconds: 50, queuePosition: 0 } }),
    'Plays while the rest is being made. Less than a minute left.',
  );
  assert.equal(standing({ ...video, state: 'failed', failure: { code: 'x', message: 'The file is empty.' } }), 'The file is empty.');
});
