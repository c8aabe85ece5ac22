/** What a change must bring back to be believed; every page of a session carries it. */
export function csrf(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return token ? { 'X-Csrf-Token': token } : {};
}
