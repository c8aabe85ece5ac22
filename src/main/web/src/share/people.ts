import { AnotherAccount, csrf, renewing } from '../csrf';

interface Person {
  login: string;
  name: string;
}

interface Link {
  id: string;
  expiresAt: string;
  url?: string;
}

/** Why the service did not do something. */
interface Problem {
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** Lets the owner of a private video choose whom it is for. Returns what to call when the dialog opens, if it is offered. */
export function offerPeople(dialog: HTMLElement, say: (words: string) => void): (() => void) | null {
  const persons = dialog.querySelector<HTMLElement>('[data-share=persons]');
  const links = dialog.querySelector<HTMLElement>('[data-share=open-links]');
  if (!persons || !links) {
    return null;
  }
  const api = `/api/videos/${dialog.dataset['id']}`;

  const made = dialog.querySelector<HTMLElement>('[data-share=made]');
  const madeLink = dialog.querySelector<HTMLInputElement>('[data-share=made-link]');
  let madeId = '';
  const hideMade = () => {
    madeId = '';
    made?.setAttribute('hidden', '');
    if (madeLink) {
      madeLink.value = '';
    }
  };

  const showPersons = (all: Person[]) =>
    fill(persons, all, 'Shared with nobody yet.', (person) => ({
      words: person.name === person.login ? person.login : `${person.name} (${person.login})`,
      label: `Remove ${person.name}`,
      remove: async () => {
        const removed = await act('DELETE', `${api}/shares/${encodeURIComponent(person.login)}`);
        await load();
        if (removed) {
          say(`Not shared with ${person.name} any more.`);
        }
      },
    }));
  const showLinks = (all: Link[]) =>
    fill(links, all, 'There are no links.', (link) => ({
      words: `Ends ${new Date(link.expiresAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`,
      label: 'Remove this link',
      remove: async () => {
        const removed = await act('DELETE', `${api}/links/${link.id}`);
        if (removed && link.id === madeId) {
          hideMade();
        }
        await load();
        if (removed) {
          say('The link is removed.');
        }
      },
    }));
  let asked = 0;
  const load = async () => {
    const question = ++asked;
    const [all, open] = await Promise.all([act('GET', `${api}/shares`), act('GET', `${api}/links`)]);
    if (all && open && question === asked) {
      showPersons(all as Person[]);
      showLinks(open as Link[]);
    }
  };

  submit(dialog, 'add-person', async (form) => {
    const field = form.elements.namedItem('login') as HTMLInputElement;
    const login = field.value.trim();
    if (await act('PUT', `${api}/shares/${encodeURIComponent(login)}`)) {
      field.value = '';
      say(`Shared with ${login}.`);
      await load();
    }
  });
  submit(dialog, 'add-link', async (form) => {
    const hours = Number((form.elements.namedItem('hours') as HTMLSelectElement).value);
    const link = (await act('POST', `${api}/links`, { hours })) as Link | null;
    if (link?.url && made && madeLink) {
      madeId = link.id;
      madeLink.value = link.url;
      made.hidden = false;
      say('Copy the link now: it is not shown again.');
      await load();
    }
  });

  /** Null when it did not work; then a sentence has said why. Reading leaves the sentence that is there. */
  async function act(method: string, address: string, body?: unknown): Promise<unknown> {
    const send = () =>
      fetch(address, {
        method,
        headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}), ...csrf() },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    try {
      const answer = await renewing(send);
      const text = await answer.text();
      const content = text ? (JSON.parse(text) as Problem) : {};
      if (!answer.ok) {
        say(sentenceOf(content));
      } else if (method !== 'GET') {
        say('');
      }
      return answer.ok ? content : null;
    } catch (failure) {
      say(failure instanceof AnotherAccount ? failure.message : 'The service cannot be reached.');
      return null;
    }
  }

  return () => {
    hideMade();
    void load();
  };
}

/** In the words of the dialog: the API calls its fields by its own names. */
function sentenceOf(problem: Problem): string {
  return problem.errors?.some((error) => error.field === 'login')
    ? 'Nobody here has this name.'
    : (problem.detail ?? 'That did not work.');
}

function submit(dialog: HTMLElement, name: string, act: (form: HTMLFormElement) => Promise<void>): void {
  const form = dialog.querySelector<HTMLFormElement>(`[data-share=${name}]`);
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    once(form.querySelector('[type=submit]'), () => act(form));
  });
}

/** A second click while the first is under way does nothing: each link that is made is shown once. */
function once(button: HTMLButtonElement | null, act: () => Promise<unknown>): void {
  if (button?.hasAttribute('aria-disabled')) {
    return;
  }
  button?.setAttribute('aria-disabled', 'true');
  void act().finally(() => button?.removeAttribute('aria-disabled'));
}

interface Row {
  words: string;
  label: string;
  remove: () => Promise<unknown>;
}

/** The focus stays in the list, on the line that comes after one that is removed. */
function fill<T>(list: HTMLElement, all: T[], none: string, row: (item: T) => Row): void {
  const at = [...list.children].findIndex((line) => line.contains(document.activeElement));
  list.replaceChildren(
    ...all.map((item) => {
      const { words, label, remove } = row(item);
      const line = document.createElement('li');
      const text = document.createElement('div');
      text.textContent = words;
      text.dir = 'auto';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button';
      button.textContent = 'Remove';
      button.setAttribute('aria-label', label);
      button.addEventListener('click', () => once(button, remove));
      line.append(text, button);
      return line;
    }),
  );
  if (all.length === 0) {
    const line = document.createElement('li');
    line.className = 'soft';
    line.textContent = none;
    list.append(line);
  }
  if (at >= 0) {
    const buttons = list.querySelectorAll('button');
    const next = buttons[Math.min(at, buttons.length - 1)] ?? list.parentElement?.querySelector<HTMLElement>('form :is(input, select)');
    next?.focus();
  }
}
