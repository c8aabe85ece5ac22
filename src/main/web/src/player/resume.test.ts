import assert from 'node:assert/strict';
import test from 'node:test';
import { worthResuming } from './resume';

const places: [number, number, boolean][] = [
  [0, 100, false],
  [9.9, 100, false],
  [10, 100, true],
  [94.9, 100, true],
  [95, 100, false],
  [100, 100, false],
  [11, 11.5, false],
];

for (const [second, duration, expected] of places) {
  test(`${expected ? 'goes on' : 'begins anew'} at ${second} of ${duration}`, () =>
    assert.equal(worthResuming(second, duration), expected));
}
