import assert from 'node:assert/strict';
import test from 'node:test';
import { startTime } from './start-time';

const queries: [string, number | null][] = [
  ['', null],
  ['?t=', null],
  ['?t=0', 0],
  ['?t=90', 90],
  ['?t=90s', 90],
  ['?t=1.5', 1.5],
  ['?t=2m', 120],
  ['?t=1h2m3s', 3723],
  ['?t=2:03', 123],
  ['?t=1:02:03', 3723],
  ['?t=soon', null],
  ['?t=-4', null],
  ['?autoplay=1&t=7', 7],
  ['?start=1m23s', 83],
  ['?start=3&t=7', 7],
];

for (const [query, expected] of queries) {
  test(`starts ${query || 'an empty query'} at ${expected}`, () => assert.equal(startTime(query), expected));
}
