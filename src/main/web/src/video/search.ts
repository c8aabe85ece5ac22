/** Somebody who types on is not answered before they pause. */
const PAUSE_MS = 180;

/**
 * Shows what is found while somebody types, as the server draws it; the address goes along, so that it can be kept and
 * reloaded. `shown` is called when other videos are on the page.
 */
export function searchAsYouType(shown: () => void): void {
  const form = document.querySelector<HTMLFormElement>('form[role=search]');
  const box = form?.querySelector<HTMLInputElement>('input[type=search]');
  if (!form || !box) {
    return;
  }
  let timer = 0;
  let asked = address(form);
  let asking = new AbortController();

  const ask = async () => {
    window.clearTimeout(timer);
    const wanted = address(form);
    if (wanted === asked) {
      return;
    }
    asked = wanted;
    asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(wanted, { headers: { Accept: 'text/html' }, signal: asking.signal });
      const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
      const fresh = page?.getElementById('results');
      if (!page || !fresh) {
        location.assign(wanted);
        return;
      }
      document.getElementById('results')?.replaceWith(document.adoptNode(fresh));
      document.title = page.title;
      history.replaceState(null, '', wanted);
      say(fresh.dataset['summary'] ?? '');
      shown();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        asked = ''; // the service is away: the next key or Enter asks again
      }
    }
  };

  box.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
}

/** Where the form leads; what is empty is left out. */
function address(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string' && value.trim() !== '') {
      fields.set(name, value.trim());
    }
  });
  const query = fields.toString();
  return query === '' ? '/' : `/?${query}`;
}

function say(words: string): void {
  const status = document.getElementById('search-status');
  if (status) {
    status.textContent = words;
  }
}
