import { AnotherAccount, csrf, renewing } from '../csrf';
import { redrawn, replace } from '../video/page';
import { keepingDrafts } from './drafts';
import { media, seek } from './media';

/** Comments without reloading the page: whatever a form or link changes is taken from what the server draws. */
export function enhanceComments(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('#comments a') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    if (link.dataset['seek'] && media()) {
      event.preventDefault();
      seek(Number(link.dataset['seek']));
    } else if (link.dataset['part']) {
      event.preventDefault();
      void follow(link);
    }
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.closest('#comments') && !event.defaultPrevented) {
      event.preventDefault();
      void send(form, event.submitter as HTMLButtonElement | null);
    }
  });
}

async function follow(link: HTMLAnchorElement): Promise<void> {
  const part = link.dataset['part'] ?? '';
  const page = await redrawn(link.href);
  if (!page) {
    location.href = link.href;
  } else if (part === 'all') {
    keepingDrafts(() => replace('comments', page));
    focus('comments');
  } else if (part === 'more') {
    append(page);
  } else {
    keepingDrafts(() => replace(part, page));
    focus(part.replace('thread-', 'comment-'));
  }
}

/** Adds the threads of the next page to those that are shown. */
function append(page: Document): void {
  const fresh = [...page.querySelectorAll('#comment-list > li')].filter((li) => !document.getElementById(li.id));
  document.getElementById('comment-list')?.append(...fresh.map((li) => document.adoptNode(li)));
  replace('comments-more', page);
  fresh[0]?.querySelector<HTMLElement>('.comment')?.focus();
}

async function send(form: HTMLFormElement, by: HTMLButtonElement | null): Promise<void> {
  if (form.dataset['sending']) {
    return;
  }
  form.dataset['sending'] = 'true';
  try {
    const answer = await renewing(() => post(form, by));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!answer.ok) {
      const sentence = page.querySelector('[data-testid=comments-problem], .notice-page p:not(.notice-code)');
      complain(form, sentence?.textContent, page.querySelector<HTMLAnchorElement>('[data-testid=sign-in-instead]'));
    } else {
      const before = new Set(shown());
      keepingDrafts(() => show(form, page), form);
      say(form.dataset['says'] ?? '');
      const written = 'adds' in form.dataset || form.elements.namedItem('parent') ? shown().find((id) => !before.has(id)) : '';
      focus(by?.id ?? '') || focus(written ?? '') || focus(`comment-${form.dataset['thread']}`) || focus('comments');
    }
  } catch (failure) {
    complain(form, failure instanceof AnotherAccount ? failure.message : 'The service cannot be reached. Try again.');
  } finally {
    delete form.dataset['sending'];
  }
}

/** The ids of the comments that are shown. */
function shown(): string[] {
  return [...document.querySelectorAll('#comments .comment')].map((comment) => comment.id);
}

function post(form: HTMLFormElement, by: HTMLButtonElement | null): Promise<Response> {
  return fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'text/html', ...csrf() },
    body: new URLSearchParams([...new FormData(form, by)].map(([name, value]) => [name, String(value)])),
  });
}

/** Puts what a form has changed into the page: one thread, the likes of the video, or all. */
function show(form: HTMLFormElement, page: Document): void {
  const thread = form.dataset['thread'];
  if (form.id === 'like-form') {
    replace('video-like', page);
  } else if (thread && page.getElementById(`thread-${thread}`)) {
    replace(`thread-${thread}`, page);
    replace('comments-title', page);
  } else if (thread) {
    document.getElementById(`thread-${thread}`)?.remove();
    replace('comments-title', page);
  } else {
    replace('comments', page);
  }
}

/** With a way to sign in beside the form, which keeps what was written. */
function complain(form: HTMLFormElement, sentence: string | null | undefined, signIn?: HTMLAnchorElement | null): void {
  let box = form.querySelector<HTMLElement>('.form-problem');
  if (!box) {
    box = document.createElement('p');
    box.className = 'form-problem';
    box.setAttribute('role', 'alert');
    form.append(box);
  }
  if (form.closest('.comment-acts, .comment-form')) {
    box.textContent = sentence?.trim() || 'That did not work. Reload the page, then try again.';
    if (signIn) {
      box.append(elsewhere(signIn));
    }
  } else {
    box.remove();
    say(sentence?.trim() ?? 'That did not work. Reload the page, then try again.');
  }
}

function elsewhere(link: HTMLAnchorElement): HTMLAnchorElement {
  const signIn = document.createElement('a');
  signIn.href = link.getAttribute('href') ?? '/login';
  signIn.target = '_blank';
  signIn.textContent = 'Sign in (in another tab), then send again';
  return signIn;
}

function say(sentence: string): void {
  const box = document.querySelector('#comments [data-live=said]');
  if (box) {
    box.textContent = sentence;
  }
}

function focus(id: string): boolean {
  const element = id ? document.getElementById(id) : null;
  element?.focus();
  return element !== null;
}
