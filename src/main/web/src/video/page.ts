import type { Video } from './video';
import { percent, standing } from './words';

/** Why a page cannot be had: one has to sign in first, it is not for whoever looks (any more), or nobody answers. */
export type Absence = 'signed-out' | 'refused' | 'away';

/** Fetches a page, the current one by default, as the server draws it now, or says why it cannot be had. */
export async function look(address = location.href): Promise<Document | Absence> {
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } });
    if (answer.redirected && new URL(answer.url).pathname === '/login') {
      return 'signed-out';
    }
    if (!answer.ok) {
      return answer.status < 500 ? 'refused' : 'away';
    }
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return 'away';
  }
}

/** Fetches a page, the current one by default, as the server draws it now. Null when it cannot be had. */
export async function redrawn(address = location.href): Promise<Document | null> {
  const page = await look(address);
  return page instanceof Document ? page : null;
}

/** Puts an element of a redrawn page in the place of the one with the same id. What has the focus in it keeps it. */
export function replace(id: string, from: Document): void {
  const old = document.getElementById(id);
  const fresh = from.getElementById(id);
  if (fresh && old) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    openAgain(old, fresh);
    old.replaceWith(document.adoptNode(fresh));
    if (focused && document.activeElement === document.body) {
      const all = [...fresh.querySelectorAll<HTMLElement>('a[href], button, summary, input:not([type=hidden]), select, textarea')];
      (all.find((one) => identity(one) === identity(focused)) ?? all.find((one) => one.tabIndex >= 0))?.focus();
    }
  }
}

/** What somebody unfolded to read stays so. Forms and questions are folded: what they were opened for may be done. */
function openAgain(old: Element, fresh: Element): void {
  const toRead = 'details:not(.act, .confirm)';
  const opened = [...old.querySelectorAll<HTMLDetailsElement>(toRead)].map((details) => details.open);
  fresh.querySelectorAll<HTMLDetailsElement>(toRead).forEach((details, i) => (details.open = opened[i] ?? details.open));
}

/** What makes two drawings of an element the same one. */
function identity(element: Element): string {
  const names = ['id', 'name', 'data-testid', 'aria-label'].map((name) => element.getAttribute(name));
  return [element.tagName, ...names, element.getAttribute('href')?.split('?')[0]].join(' ');
}

/** Writes a video's progress into the marked places below an element. */
export function showProgress(within: Element, video: Video): void {
  const value = video.progress?.percent ?? 0;
  within.querySelectorAll('[data-live=percent]').forEach((e) => (e.textContent = percent(value)));
  within.querySelectorAll('[data-live=sentence]').forEach((e) => (e.textContent = standing(video)));
  within.querySelectorAll<HTMLProgressElement>('progress[data-live=bar]').forEach((e) => (e.value = value));
}
