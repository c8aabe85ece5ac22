/** Where the clipboard is forbidden, as on plain HTTP, the text is marked, ready for the keys. */
export async function copy(field: HTMLInputElement | HTMLTextAreaElement | null, say: (words: string) => void): Promise<void> {
  if (!field) {
    return;
  }
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say('Copied.');
  } catch {
    say(document.execCommand('copy') ? 'Copied.' : 'Press Ctrl+C or ⌘C to copy.');
  }
}

/** Buttons beside a field whose text is for somebody else; a line after them says what became of it. */
export function offerCopies(): void {
  document.querySelectorAll<HTMLElement>('[data-action=copy]').forEach((button) => {
    const line = button.closest('.copy');
    const said = line?.parentElement?.querySelector('[data-live=copied]');
    button.addEventListener('click', () => void copy(line?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea') ?? null, (words) => said && (said.textContent = words)));
  });
}
