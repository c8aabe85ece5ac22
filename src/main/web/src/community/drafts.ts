/** Draws comments anew and keeps what somebody has typed and not sent. `sent` is the form whose words have arrived. */
export function keepingDrafts(redraw: () => void, sent?: HTMLFormElement): void {
  const typed = new Map<string, string>();
  for (const field of fields()) {
    if (field.form !== sent && field.value !== field.defaultValue) {
      typed.set(keyOf(field), field.value);
    }
  }
  redraw();
  for (const field of fields()) {
    const draft = typed.get(keyOf(field));
    if (draft !== undefined) {
      field.value = draft;
      field.closest('details')?.setAttribute('open', '');
    }
  }
}

function fields(): HTMLTextAreaElement[] {
  return [...document.querySelectorAll<HTMLTextAreaElement>('#comments .comment-form textarea')];
}

/** Where its words would go to. */
function keyOf(field: HTMLTextAreaElement): string {
  const parent = field.form?.elements.namedItem('parent');
  const to = field.form?.getAttribute('action')?.split('?')[0];
  return `${to} ${parent instanceof HTMLInputElement ? parent.value : ''}`;
}
