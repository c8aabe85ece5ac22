import type { Video } from './video';
import { percent, standing } from './words';

/** Fetches a page, the current one by default, as the server draws it now. Null when it cannot be had. */
export async function redrawn(address = location.href): Promise<Document | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  } catch {
    return null;
  }
}

/** Puts an element of a redrawn page in the place of the one with the same id. */
export function replace(id: string, from: Document): void {
  const old = document.getElementById(id);
  const fresh = from.getElementById(id);
  if (old && fresh) {
    const opened = old.querySelectorAll('details');
    fresh.querySelectorAll('details').forEach((details, i) => (details.open = opened[i]?.open ?? details.open));
    old.replaceWith(document.adoptNode(fresh));
  }
}

/** Writes a video's progress into the marked places below an element. */
export function showProgress(within: Element, video: Video): void {
  const value = video.progress?.percent ?? 0;
  within.querySelectorAll('[data-live=percent]').forEach((e) => (e.textContent = percent(value)));
  within.querySelectorAll('[data-live=sentence]').forEach((e) => (e.textContent = standing(video)));
  within.querySelectorAll<HTMLProgressElement>('progress[data-live=bar]').forEach((e) => (e.value = value));
}
