import { redrawn } from './video/page';

/** What a change must bring back to be believed; every page of a session carries it. */
export function csrf(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return token ? { 'X-Csrf-Token': token } : {};
}

/** Somebody else is signed in now than the person whom the page was drawn for. */
export class AnotherAccount extends Error {}

/**
 * Takes the token over that pages carry now: somebody may have signed in anew in another tab. Tells whether it is another.
 * What was written as one person is never sent as another: that is an {@link AnotherAccount}.
 */
export async function renewCsrf(): Promise<boolean> {
  const ours = meta(document, 'csrf');
  const page = await redrawn('/preferences');
  const now = (page && meta(page, 'csrf')?.content) ?? '';
  if (!ours || !page || now === '' || now === ours.content) {
    return false;
  }
  const before = meta(document, 'account')?.content;
  if (before && before !== meta(page, 'account')?.content) {
    const name = page.querySelector('.me-name')?.textContent?.trim() || 'somebody else';
    throw new AnotherAccount(`You are signed in as ${name} now. Reload the page.`);
  }
  ours.content = now;
  return true;
}

function meta(page: Document, name: string): HTMLMetaElement | null {
  return page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
}
