/** The second a link asks for: `?t=90` (in frames also `?start=90`), `?t=90s`, `?t=1h2m3s`, `?t=1:02:03`. Null when it asks for none. */
export function startTime(search: string): number | null {
  const query = new URLSearchParams(search);
  const asked = (query.get('t') ?? query.get('start'))?.trim().toLowerCase();
  if (!asked) {
    return null;
  }
  if (/^\d+(:\d{1,2}){1,2}$/.test(asked)) {
    return asked.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(asked);
  if (!parts) {
    return null;
  }
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
}
