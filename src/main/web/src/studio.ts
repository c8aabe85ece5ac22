import { keepDraft } from './studio/draft';
import { redrawn, replace, showProgress } from './video/page';
import type { Video } from './video/video';

const works = document.getElementById('works');

/** One stream tells of all videos of whoever looks. */
function listen(list: HTMLElement): void {
  const source = new EventSource(`/api/studio/events${list.dataset['all'] === 'true' ? '?all' : ''}`);
  source.addEventListener('video', (event: MessageEvent<string>) => show(list, JSON.parse(event.data) as Video));
  source.addEventListener('gone', (event: MessageEvent<string>) => {
    row((JSON.parse(event.data) as { id: string }).id)?.remove();
  });
  window.addEventListener('pagehide', () => source.close());
}

function row(id: string): HTMLElement | null {
  return document.getElementById(`video-${id}`);
}

/** A row stays in place as long as only its progress moves; else the server draws it anew. */
function show(list: HTMLElement, video: Video): void {
  const shown = row(video.id);
  const isNew = !shown && list.dataset['first'] === 'true' && location.search === '';
  const same =
    shown?.dataset['state'] === video.state &&
    shown.dataset['playable'] === String(video.playable) &&
    (shown.querySelector('img') !== null) === Boolean(video.playback?.poster);
  if (shown && same) {
    showProgress(shown, video);
  } else if (shown || isNew) {
    redrawSoon(shown ? shown.id : list.id);
  }
}

const wanted = new Set<string>();

/** Several changes of a moment are one page to fetch. */
function redrawSoon(id: string): void {
  if (wanted.size === 0) {
    window.setTimeout(async () => {
      const ids = [...wanted];
      wanted.clear();
      const page = await redrawn();
      if (page) {
        ids.forEach((changed) => replace(changed, page));
      }
    }, 300);
  }
  wanted.add(id);
}

/** A slider and a field say the same moment, and a picture shows it. */
function scrub(
  thumbnail: string,
  slider: HTMLInputElement | null,
  time: HTMLInputElement | null,
  picture: HTMLImageElement | null,
): void {
  if (!slider || !time || !picture) {
    return;
  }
  let timer = 0;
  slider.addEventListener('input', () => {
    time.value = slider.value;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      picture.src = `${thumbnail}?t=${slider.value}&width=640`;
    }, 120);
  });
}

if (works) {
  listen(works);
}
const text = document.querySelector<HTMLFormElement>('form[data-testid=edit-form]');
if (text) {
  keepDraft(text);
}
const poster = document.getElementById('poster-form');
if (poster) {
  scrub(
    poster.dataset['thumbnail'] ?? '',
    poster.querySelector<HTMLInputElement>('#poster-slider'),
    poster.querySelector<HTMLInputElement>('#poster-time'),
    poster.querySelector<HTMLImageElement>('#poster-picture'),
  );
}
