import { startTime } from '../player/start-time';
import { clock } from '../video/words';
import { copy } from './copy';
import { offerPeople } from './people';

/** The dialog that hands out a video: link, code to embed it, and for its owner whom it is for. */
export function offerSharing(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#share-dialog');
  const button = document.querySelector<HTMLElement>('[data-action=share]');
  if (!dialog || !button) {
    return;
  }
  const find = <T extends HTMLElement>(name: string) => dialog.querySelector<T>(`[data-share=${name}]`);
  const at = find<HTMLInputElement>('at');
  const atOn = find<HTMLInputElement>('at-on');
  const note = dialog.querySelector<HTMLElement>('.share-note');
  const say = (words: string) => note && (note.textContent = words);
  const people = offerPeople(dialog, say);
  const standing = standingCode(dialog);

  const update = () => {
    const second = atOn?.checked ? startTime(`?t=${at?.value ?? ''}`) : null;
    setValue(find('link'), withQuery(dialog.dataset['page'] ?? '', second === null ? {} : { t: String(Math.floor(second)) }));
    setValue(find('code'), standing(second));
  };

  button.setAttribute('role', 'button');
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('keydown', (event) => {
    if (event.key === ' ') {
      event.preventDefault();
      button.click();
    }
  });
  button.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // the page in another tab
    }
    event.preventDefault();
    const video = document.querySelector<HTMLVideoElement>('media-controller video');
    if (at && video) {
      at.value = clock(Math.floor(video.currentTime));
    }
    say('');
    update();
    dialog.showModal();
    people?.();
  });
  dialog.addEventListener('input', update);
  at?.addEventListener('input', () => {
    if (atOn) {
      atOn.checked = true;
    }
    update();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close(); // a click beside it
    }
    const copied = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
    if (copied) {
      void copy(find<HTMLInputElement>(copied.dataset['copy'] ?? ''), say);
    }
  });
}

/** Whoever goes to cut goes on at the moment that is shown. */
export function offerClip(): void {
  document.querySelector<HTMLAnchorElement>('[data-action=clip]')?.addEventListener('click', (event) => {
    const at = document.querySelector<HTMLVideoElement>('media-controller video')?.currentTime ?? 0;
    const link = event.currentTarget as HTMLAnchorElement;
    link.search = at > 0 ? `?t=${at.toFixed(3)}` : '';
  });
}

/** The code as the server wrote it, with another address. */
function standingCode(dialog: HTMLElement): (second: number | null) => string {
  const template = dialog.querySelector<HTMLTextAreaElement>('[data-share=code]')?.value ?? '';
  const colour = dialog.querySelector<HTMLInputElement>('[data-share=colour]');
  const usual = colour?.value ?? '';
  return (second) => {
    const query: Record<string, string> = {};
    dialog.querySelectorAll<HTMLInputElement>('[data-embed-flag]').forEach((box) => {
      const name = box.dataset['embedFlag'] ?? '';
      if ('off' in box.dataset ? !box.checked : box.checked) {
        query[name] = 'off' in box.dataset ? '0' : '1';
      }
    });
    if (query['autoplay']) {
      query['muted'] = '1'; // else browsers do not let it
    }
    if (colour && colour.value !== usual) {
      query['colour'] = colour.value.slice(1);
    }
    if (second !== null) {
      query['start'] = String(Math.floor(second));
    }
    const address = withQuery(dialog.dataset['embed'] ?? '', query).replaceAll('&', '&amp;');
    return template.replace(/src="[^"]*"/, () => `src="${address}"`);
  };
}

function withQuery(address: string, query: Record<string, string>): string {
  const words = new URLSearchParams(query).toString();
  return words ? `${address}?${words}` : address;
}

function setValue(field: HTMLElement | null, value: string): void {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = value;
  }
}
