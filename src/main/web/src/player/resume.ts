import { keepPlace, placeOf } from './memory';

/** Less is no place to come back to. */
const FROM_SECOND = 10;

/** What comes after is credits: whoever stops here has seen it. */
const SEEN = 0.95;

const KEEP_EVERY_MS = 5_000;

/** Whether a film that was left here is gone on with here. */
export function worthResuming(second: number, duration: number): boolean {
  return second >= FROM_SECOND && second < duration * SEEN;
}

/** Where to go on with a video, if it was left in its middle. */
export const resumeAt = (id: string): number | null => placeOf(id);

/** Remembers where one is, now and then and when the page goes away. */
export function rememberPlace(id: string, video: HTMLVideoElement): void {
  let last = 0;
  const keep = () => {
    // until it has played nothing is known, and what was remembered stands
    if (Number.isFinite(video.duration) && video.played.length > 0) {
      last = performance.now();
      keepPlace(id, worthResuming(video.currentTime, video.duration) ? video.currentTime : null);
    }
  };
  video.addEventListener('timeupdate', () => {
    if (performance.now() - last > KEEP_EVERY_MS) {
      keep();
    }
  });
  video.addEventListener('pause', keep);
  video.addEventListener('ended', () => keepPlace(id, null));
  window.addEventListener('pagehide', keep);
}
