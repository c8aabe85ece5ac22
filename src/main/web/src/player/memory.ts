/** What a browser remembers of its viewer. Where storage is forbidden, as in some frames, it remembers nothing. */
const NAME = 'millrace.player';

/** So many videos are remembered, the latest. */
const MOST_PLACES = 200;

interface Memory {
  /** Where one stopped: video, second; the oldest first. */
  places?: [string, number][];
  /** A height or `auto`, and what the preference was when it was chosen. */
  quality?: { chosen: string; over: string };
  /** A language or `off`, and what the preference was when it was chosen. */
  captions?: { chosen: string; over: string };
}

function read(): Memory {
  try {
    return (JSON.parse(localStorage.getItem(NAME) ?? '{}') as Memory | null) ?? {};
  } catch {
    return {};
  }
}

function write(change: Partial<Memory>): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...read(), ...change }));
  } catch {
    // full, or forbidden
  }
}

/** The second one stopped at; null for none. */
export function placeOf(video: string): number | null {
  return places().find(([id]) => id === video)?.[1] ?? null;
}

/** Null forgets it. */
export function keepPlace(video: string, second: number | null): void {
  const others = places().filter(([id]) => id !== video);
  write({ places: second === null ? others : [...others, [video, Math.floor(second)] as [string, number]].slice(-MOST_PLACES) });
}

function places(): [string, number][] {
  const found = read().places;
  return Array.isArray(found) ? found.filter((p) => Array.isArray(p) && typeof p[1] === 'number') : [];
}

/** The last choice in a menu, unless the preference has been changed since. */
export function chosen(what: 'quality' | 'captions', preferred: string): string {
  const last = read()[what];
  return last?.over === preferred ? last.chosen : preferred;
}

export function choose(what: 'quality' | 'captions', value: string, preferred: string): void {
  write({ [what]: { chosen: value, over: preferred } });
}
