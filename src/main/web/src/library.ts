import { playPreviews } from './video/preview';
import { redrawn } from './video/page';
import { searchAsYouType } from './video/search';

/** Cards of videos that are still being made are drawn again by the server now and then. */
const REDRAW_EVERY_MS = 3000;

const unfinished = () =>
  document.querySelectorAll<HTMLElement>('.card:is([data-state=uploading], [data-state=queued], [data-state=processing])');

async function redraw(): Promise<void> {
  if (!document.hidden) {
    const page = await redrawn();
    if (page) {
      unfinished().forEach((card) => update(card, page.getElementById(card.id)));
    }
  }
  schedule();
}

/** Leaves a card in place as long as only its progress moves, so that neither focus nor picture jumps. */
function update(card: HTMLElement, fresh: HTMLElement | null): void {
  if (!fresh) {
    card.remove();
    return;
  }
  const shape = (e: HTMLElement) => `${e.dataset['state']} ${e.dataset['playable']} ${e.querySelector('img') !== null}`;
  if (shape(card) !== shape(fresh)) {
    const focused = card.contains(document.activeElement);
    card.replaceWith(document.adoptNode(fresh));
    if (focused) {
      fresh.querySelector('a')?.focus();
    }
    return;
  }
  const [percent, freshPercent] = [card, fresh].map((e) => e.querySelector('[data-live=percent]'));
  if (percent && freshPercent) {
    percent.textContent = freshPercent.textContent;
  }
  const [bar, freshBar] = [card, fresh].map((e) => e.querySelector<HTMLProgressElement>('[data-live=bar]'));
  if (bar && freshBar) {
    bar.value = freshBar.value;
  }
}

let timer = 0;

function schedule(): void {
  window.clearTimeout(timer);
  if (unfinished().length > 0) {
    timer = window.setTimeout(redraw, REDRAW_EVERY_MS);
  }
}

schedule();
playPreviews();
searchAsYouType(schedule);

/** A poster that is missing leaves the placeholder behind it. */
document.addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLImageElement) {
      event.target.closest('picture')?.remove();
    }
  },
  true,
);
