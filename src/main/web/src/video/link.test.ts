import assert from 'node:assert/strict';
import test from 'node:test';
import { withLink } from './link';

test('the secret of a link goes along', () =>
  assert.equal(withLink('/api/videos/1', '?autoplay=1&share=a-b_c'), '/api/videos/1?share=a-b_c'));

test('nothing goes along where no link was opened', () => assert.equal(withLink('/api/videos/1', '?t=3'), '/api/videos/1'));
