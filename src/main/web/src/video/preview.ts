/** A pointer that only passes by starts nothing. */
const START_AFTER_MS = 200;

const motion = window.matchMedia('(prefers-reduced-motion: no-preference)');

let shown: HTMLElement | null = null;
let timer = 0;

/** Cards show what moves in their video while they are pointed at or have the focus, where motion is welcome. */
export function playPreviews(): void {
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') {
      show(posterAround(event.target));
    }
  });
  document.documentElement.addEventListener('pointerleave', () => show(null));
  document.addEventListener('focusin', (event) => {
    const visible = event.target instanceof Element && event.target.matches(':focus-visible');
    show(visible ? posterAround(event.target) : null);
  });
  document.addEventListener('focusout', () => show(null));
}

function posterAround(target: EventTarget | null): HTMLElement | null {
  const link = target instanceof Element ? target.closest('.card-link') : null;
  return link?.querySelector<HTMLElement>('[data-preview]') ?? null;
}

function show(poster: HTMLElement | null): void {
  if (poster === shown) {
    return;
  }
  window.clearTimeout(timer);
  shown?.querySelector('.card-preview')?.remove();
  shown = poster;
  if (poster && motion.matches) {
    timer = window.setTimeout(() => load(poster), START_AFTER_MS);
  }
}

/** Lies over the poster, so that nothing moves but the picture; comes when it is there whole. */
async function load(poster: HTMLElement): Promise<void> {
  const image = new Image();
  image.className = 'card-preview';
  image.alt = '';
  image.src = poster.dataset['preview'] ?? '';
  try {
    await image.decode();
  } catch {
    return; // the poster stays
  }
  if (poster === shown) {
    const picture = poster.querySelector('picture');
    picture ? picture.after(image) : poster.prepend(image);
  }
}
