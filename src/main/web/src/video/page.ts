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

/** Puts an element of a redrawn page in the place of the one with the same id. */
export function replace(id: string, from: Document): void {
  const fresh = from.getElementById(id);
  if (fresh) {
    document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
}

/** Writes a video's progress into the marked places below an element. */
export function showProgress(within: Element, video: Video): void {
  const value = video.progress?.percent ?? 0;
  within.querySelectorAll('[data-live=percent]').forEach((e) => (e.textContent = percent(value)));
  within.querySelectorAll('[data-live=sentence]').forEach((e) => (e.textContent = standing(video)));
  within.querySelectorAll<HTMLProgressElement>('progress[data-live=bar]').forEach((e) => (e.value = value));
}
