import { AnotherAccount, renewCsrf } from '../csrf';
import type { Absence } from './page';

const SENTENCES: Record<Absence, string> = {
  'signed-out': 'You are signed out: this page does not follow any more.',
  refused: 'This page is not here for you any more.',
  away: 'The service cannot be reached. This page goes on by itself when it is back.',
};

/** Whether the page's forms may be those of a session that has ended. */
let stale = false;

/** Says why a page that follows what happens does not do so now; null when it does. Said once, however often it is called. */
export function sayStandstill(why: Absence | null, page = location.pathname + location.search): void {
  const box = document.querySelector<HTMLElement>('[data-live=standstill]');
  const said = box?.dataset['why'] ?? '';
  if (!box || said === (why ?? '')) {
    return;
  }
  box.dataset['why'] = why ?? '';
  box.textContent = why ? SENTENCES[why] : '';
  stale ||= why === 'signed-out';
  if (why === 'signed-out') {
    const link = document.createElement('a');
    link.href = `/login?next=${encodeURIComponent(page)}`;
    link.target = '_blank'; // what is written on this page stays
    link.textContent = 'Sign in (in another tab)';
    box.append(' ', link);
  }
  if (why === null && stale) {
    stale = false;
    renewForms().catch((failure) => {
      box.textContent = failure instanceof AnotherAccount ? failure.message : '';
    });
  }
}

/** Forms carry the token of the session that they were drawn in. */
async function renewForms(): Promise<void> {
  if (!(await renewCsrf())) {
    return;
  }
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? '';
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method=post]')) {
    const address = new URL(form.action);
    if (address.searchParams.has('csrf')) {
      address.searchParams.set('csrf', token);
      form.action = address.href;
    }
  }
}
