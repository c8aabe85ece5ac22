import assert from 'node:assert/strict';
import test from 'node:test';
import { tagsProblem } from './tags';

test('tags as people write them are good', () => {
  assert.equal(tagsProblem(''), null);
  assert.equal(tagsProblem(` sea, ${'x'.repeat(50)} ,#${'🌊'.repeat(50)},, `), null);
});

test('a tag that is too long is named', () => {
  assert.match(tagsProblem(`sea, ${'x'.repeat(51)}`) ?? '', /50 characters at most: “x+…” has 51/);
});

test('too many tags are counted, each once', () => {
  const tags = Array.from({ length: 31 }, (_, i) => `t${i}`);
  assert.match(tagsProblem(tags.join()) ?? '', /30 tags at most; these are 31/);
  assert.equal(tagsProblem([...tags.slice(1), 'T1', 't1'].join()), null);
});
