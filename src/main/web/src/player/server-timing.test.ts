import assert from 'node:assert/strict';
import test from 'node:test';
import { heldMs } from './server-timing';

const headers: [string | null, number][] = [
  [null, 0],
  ['', 0],
  ['held;dur=1234', 1234],
  ['held;dur=12.5', 12.5],
  ['db;dur=3, held;desc="queue";dur=800, total;dur=900', 800],
  ['held; dur="40"', 40],
  ['held', 0],
  ['held;dur=soon', 0],
  ['held;dur=-5', 0],
  ['upheld;dur=7', 0],
];

for (const [header, expected] of headers) {
  test(`reads ${expected} ms from ${header}`, () => assert.equal(heldMs(header), expected));
}
