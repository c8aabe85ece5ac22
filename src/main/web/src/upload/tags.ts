/** The library's limits. */
const TAGS = 30;
const TAG = 50;

/** What is wrong with tags separated by commas, said before anything is sent; null when they can be kept. */
export function tagsProblem(text: string): string | null {
  const tags = new Set(
    text
      .split(',')
      .map((tag) => tag.trim().replace(/^#+/, '').trim().toLowerCase())
      .filter(Boolean),
  );
  const long = [...tags].find((tag) => [...tag].length > TAG);
  if (long) {
    return `A tag has ${TAG} characters at most: “${[...long].slice(0, 20).join('')}…” has ${[...long].length}.`;
  }
  return tags.size > TAGS ? `A video has ${TAGS} tags at most; these are ${tags.size}.` : null;
}
