import { keepDraft } from './studio/draft';
import { read } from './studio/moment';
import { hear } from './studio/stream';
import { type Absence, look, replace, showProgress } from './video/page';
import { sayStandstill } from './video/standstill';
import type { Video } from './video/video';

const works = document.getElementById('works');

/** Where this page is found: a form that was refused is answered at its own address, which takes nothing else. */
const page = works?.dataset['page'] ?? location.pathname + location.search;

/** After this long a page that could not be had is asked for another time. */
const AGAIN_MS = 5000;

const SETTLED = ['ready', 'failed'];

/** On the page of one video: what can be done with a film depends on how far it is. */
const STEPS = ['made-parts', 'captions-now'];

/** One stream tells of all videos of whoever looks. */
function listen(list: HTMLElement): void {
  const events = {
    video: (data: string) => show(list, JSON.parse(data) as Video),
    gone: (data: string) => remove(row((JSON.parse(data) as { id: string }).id)),
  };
  hear(`/api/studio/events${list.dataset['all'] === 'true' ? '?all' : ''}`, page, events, () =>
    // what was settled while nobody listened is not told any more
    document.querySelectorAll<HTMLElement>('#works > *').forEach((one) => {
      if (!SETTLED.includes(one.dataset['state'] ?? '')) {
        redrawSoon(one.id);
      }
    }),
  );
}

function row(id: string): HTMLElement | null {
  return document.getElementById(`video-${id}`);
}

/** A row stays in place as long as only its progress moves; else the server draws it anew. */
function show(list: HTMLElement, video: Video): void {
  const shown = row(video.id);
  const isNew = !shown && list.dataset['first'] === 'true' && location.search === '';
  const sameWork = work(shown) === `${video.state} ${video.playable}`;
  if (shown && sameWork && version(shown.querySelector('img')?.src) === version(video.playback?.poster)) {
    showProgress(shown, video);
  } else if (shown || isNew) {
    redrawSoon(shown ? shown.id : list.id);
  }
}

/** Whoever was on it goes on with its neighbour. */
function remove(gone: HTMLElement | null): void {
  const focused = gone?.contains(document.activeElement);
  const next = gone?.nextElementSibling ?? gone?.previousElementSibling;
  gone?.remove();
  if (focused) {
    next?.querySelector<HTMLElement>('.work-title a')?.focus();
  }
}

/** How far a row says its video is. */
function work(shown: HTMLElement | null): string | undefined {
  return shown ? `${shown.dataset['state']} ${shown.dataset['playable']}` : undefined;
}

/** Which of a video's posters an address is of; null without one. The path of a private one says nothing: it changes. */
function version(poster: string | null | undefined): string | null {
  return poster ? new URL(poster, location.href).search : null;
}

const wanted = new Set<string>();

/** Several changes of a moment are one page to fetch. */
function redrawSoon(id: string): void {
  if (wanted.size === 0) {
    window.setTimeout(async () => {
      const ids = [...wanted];
      wanted.clear();
      const drawn = await ours();
      if (drawn instanceof Document) {
        redraw(ids, drawn);
      } else if (drawn === 'away') {
        window.setTimeout(() => ids.forEach(redrawSoon), AGAIN_MS);
      } else {
        sayStandstill(drawn, page); // until the stream begins anew
      }
    }, 300);
  }
  wanted.add(id);
}

/** The page as it is drawn now, for the same account: another one's has other rows. */
async function ours(): Promise<Document | Absence> {
  const drawn = await look(page);
  const account = (of: Document) => of.querySelector<HTMLMetaElement>('meta[name="account"]')?.content;
  return drawn instanceof Document && account(drawn) !== account(document) ? 'refused' : drawn;
}

function redraw(ids: string[], drawn: Document): void {
  // the page may be further than the event that asked for it, so this is decided here
  if (ids.some((id) => work(drawn.getElementById(id)) !== work(document.getElementById(id)))) {
    ids.push(...STEPS.filter((id) => document.getElementById(id) && !ids.includes(id)));
  }
  const gone = ids.filter((id) => id.startsWith('video-') && !drawn.getElementById(id));
  ids.forEach((changed) => replace(changed, drawn));
  gone.forEach((id) => remove(document.getElementById(id))); // a filter does not show them any more
  if (ids.includes('made-parts')) {
    offerPoster();
  }
}

/** A slider and a field say the same moment, and a picture shows it. */
function offerPoster(): void {
  const form = document.getElementById('poster-form');
  const slider = form?.querySelector<HTMLInputElement>('#poster-slider');
  const time = form?.querySelector<HTMLInputElement>('#poster-time');
  const picture = form?.querySelector<HTMLImageElement>('#poster-picture');
  if (!form || !slider || !time || !picture) {
    return;
  }
  let timer = 0;
  const show = (seconds: string) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      picture.src = `${form.dataset['thumbnail']}?t=${seconds}&width=640`;
    }, 120);
  };
  slider.addEventListener('input', () => {
    time.value = slider.value;
    show(slider.value);
  });
  time.addEventListener('input', () => {
    const seconds = read(time.value);
    if (seconds !== null && seconds <= Number(slider.max)) {
      slider.value = String(seconds);
      show(seconds.toFixed(3));
    }
  });
}

if (works) {
  listen(works);
}
offerPoster();
const text = document.querySelector<HTMLFormElement>('form[data-testid=edit-form]');
if (text) {
  keepDraft(text);
}
