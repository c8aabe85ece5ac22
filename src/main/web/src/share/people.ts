import { csrf } from '../csrf';

interface Person {
  login: string;
  name: string;
}

interface Link {
  id: string;
  expiresAt: string;
  url?: string;
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
        await act('DELETE', `${api}/shares/${encodeURIComponent(person.login)}`);
        await load();
      },
    }));
  const showLinks = (all: Link[]) =>
    fill(links, all, 'There are no links.', (link) => ({
      words: `Ends ${new Date(link.expiresAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`,
      label: 'Remove this link',
      remove: async () => {
        if ((await act('DELETE', `${api}/links/${link.id}`)) && link.id === madeId) {
          hideMade();
        }
        await load();
      },
    }));
  const load = async () => {
    const [all, open] = await Promise.all([act('GET', `${api}/shares`), act('GET', `${api}/links`)]);
    showPersons((all as Person[] | null) ?? []);
    showLinks((open as Link[] | null) ?? []);
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
    try {
      const answer = await fetch(address, {
        method,
        headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}), ...csrf() },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await answer.text();
      const content = text ? (JSON.parse(text) as { detail?: string }) : {};
      if (!answer.ok) {
        say(content.detail ?? 'That did not work.');
      } else if (method !== 'GET') {
        say('');
      }
      return answer.ok ? content : null;
    } catch {
      say('The service cannot be reached.');
      return null;
    }
  }

  return () => {
    hideMade();
    void load();
  };
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

function fill<T>(list: HTMLElement, all: T[], none: string, row: (item: T) => Row): void {
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
}
