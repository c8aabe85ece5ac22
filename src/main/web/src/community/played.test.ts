import assert from 'node:assert/strict';
import test from 'node:test';
import { watched } from './played';

const ranges = (...list: [number, number][]) => ({
  length: list.length,
  start: (i: number) => list[i]![0],
  end: (i: number) => list[i]![1],
});

test('five seconds are a viewing, also in parts', () => {
  assert.equal(watched(ranges([0, 4.9]), 60), false);
  assert.equal(watched(ranges([0, 5]), 60), true);
  assert.equal(watched(ranges([0, 3], [50, 52]), 60), true);
});

test('half of a short film is enough', () => {
  assert.equal(watched(ranges([0, 0.9]), 2), false);
  assert.equal(watched(ranges([0, 1]), 2), true);
});

test('nothing is played of what has no length', () => {
  assert.equal(watched(ranges(), Number.NaN), false);
  assert.equal(watched(ranges(), 0), false);
});
