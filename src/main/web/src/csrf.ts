import { redrawn } from './video/page';

/** What a change must bring back to be believed; every page of a session carries it. */
export function csrf(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return token ? { 'X-Csrf-Token': token } : {};
}

/** What a session that has ended, or another one, is answered with. */
export const NOT_LET_IN = [401, 403];

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

/** Asks, and once more with the token that there is now if it was not let in. */
export async function renewing(send: () => Promise<Response>): Promise<Response> {
  const answer = await send();
  return NOT_LET_IN.includes(answer.status) && (await renewCsrf()) ? send() : answer;
}

function meta(page: Document, name: string): HTMLMetaElement | null {
  return page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
}
