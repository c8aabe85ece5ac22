import { redrawn } from './video/page';

/** What a change must bring back to be believed; every page of a session carries it. */
export function csrf(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return token ? { 'X-Csrf-Token': token } : {};
}

/** Takes the token over that pages carry now: somebody may have signed in anew in another tab. Tells whether it is another. */
export async function renewCsrf(): Promise<boolean> {
  const ours = document.querySelector<HTMLMetaElement>('meta[name="csrf"]');
  const page = await redrawn('/preferences');
  const now = page?.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? '';
  if (!ours || now === '' || now === ours.content) {
    return false;
  }
  ours.content = now;
  return true;
}
