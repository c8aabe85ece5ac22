import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf, firstOf, read, written } from './moment';

test('a moment is read back as it was written', () => {
  for (const seconds of [0, 0.04, 9.999, 59.96, 61.5, 3723.007]) {
    assert.ok(Math.abs((read(written(seconds * 1000)) ?? NaN) - seconds) < 1e-9);
  }
  assert.equal(written(62_040), '1:02.040');
  assert.equal(written(3_723_007), '1:02:03.007');
});

test('what is no moment is none', () => {
  for (const text of ['', 'now', '-1', '1:2:3:4', '1.']) {
    assert.equal(read(text), null);
  }
});

test('the server finds the picture that was shown', () => {
  for (const rate of [23.976023976, 24, 25, 29.97002997, 50, 59.94005994, 375 / 8]) {
    for (let picture = 0; picture < 2000; picture++) {
      const shown = (picture + 0.5) / rate;
      assert.equal(Math.floor(firstOf(shown, rate) * rate + 1e-3), picture);
      assert.equal(Math.ceil(endOf(shown, rate) * rate - 1e-3), picture + 1);
    }
  }
});
