/** Of films without pictures: AAC frames a second. */
export const SOUND_SLOTS = 375 / 8;

/** {@code 1:02.040}: a moment as the fields of the clip form have it, to the thousandth. */
export function written(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds));
  const pad = (n: number, digits: number) => String(n).padStart(digits, '0');
  const [h, m, s] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  const rest = `${pad(s, 2)}.${pad(whole % 1000, 3)}`;
  return h > 0 ? `${h}:${pad(m, 2)}:${rest}` : `${m}:${rest}`;
}

/** In seconds; null for what is no moment. */
export function read(text: string): number | null {
  const found = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,9})?)\s*$/.exec(text);
  return found
    ? 3600 * Number(found[1] ?? 0) + 60 * Number(found[2] ?? 0) + Number((found[3] ?? '').replace(',', '.'))
    : null;
}

/**
 * Where a clip begins that begins with the picture shown at a moment. Thousandths are rounded into the picture, so that
 * the server finds the same one.
 */
export function firstOf(seconds: number, rate: number): number {
  return Math.ceil((Math.floor(seconds * rate + 1e-3) / rate) * 1000 - 1e-6) / 1000;
}

/** Where a clip ends whose last picture is the one shown at a moment. */
export function endOf(seconds: number, rate: number): number {
  return Math.floor(((Math.floor(seconds * rate + 1e-3) + 1) / rate) * 1000 + 1e-6) / 1000;
}
