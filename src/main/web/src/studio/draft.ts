type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Keeps what is written in a form, and not saved, while another form of its page is sent and the page comes anew, or
 * while somebody whose session has ended signs in again.
 */
export function keepDraft(form: HTMLFormElement): void {
  const key = `millrace.draft.${form.dataset['who']} ${new URL(form.action).pathname}`;
  const saved = new URL(location.href).searchParams.get('done') === 'saved';
  if (saved) {
    history.replaceState(history.state, '', location.pathname); // else whoever comes back here would seem to have saved
  }
  if (!saved && restore(form, sessionStorage.getItem(key))) {
    const note = document.createElement('p');
    note.className = 'soft';
    note.setAttribute('role', 'status');
    note.dataset['testid'] = 'unsaved';
    note.textContent = 'What you wrote here is not saved yet.';
    form.append(note);
  }
  sessionStorage.removeItem(key);
  document.addEventListener('submit', (event) => {
    if (new URL((event.target as HTMLFormElement).action).pathname === '/logout') {
      return;
    }
    const changed = fields(form).filter(isChanged);
    if (changed.length > 0) {
      sessionStorage.setItem(key, JSON.stringify(changed.map((field) => [field.name, field.value])));
    }
  });
}

function restore(form: HTMLFormElement, kept: string | null): boolean {
  const draft = new Map<string, string>(kept ? (JSON.parse(kept) as [string, string][]) : []);
  fields(form).forEach((field) => (field.value = draft.get(field.name) ?? field.value));
  return fields(form).some((field) => draft.has(field.name) && isChanged(field));
}

function fields(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('input[type=text], textarea, select')];
}

/** Whether it says something else than the page came with. */
function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return field.value !== (options.find((option) => option.defaultSelected) ?? options[0])?.value;
  }
  return field.value !== field.defaultValue;
}
