import Hls, { type ErrorData } from 'hls.js';
import { loadChapters } from './chapters';
import { listenToKeys } from './keyboard';
import { playerConfig, supported } from './policy';
import { offerQualities } from './qualities';
import { offerSounds } from './sounds';
import { startTime } from './start-time';

/** After this long without a picture, say what is being waited for. */
const SAY_AFTER_MS = 1500;
const NOTE_SHOWN_MS = 1200;

/** The player of a watch page, started from the markup the server drew. */
export class Player {
  private readonly video: HTMLVideoElement;
  private readonly source: string;
  private hls: Hls | null = null;
  private recoveredAt = -Infinity;
  private noteTimer = 0;
  private waitTimer = 0;

  /** @param stage the element with id `player`, playable */
  constructor(
    private readonly stage: HTMLElement,
    private readonly beingMade: () => boolean,
  ) {
    this.video = required(stage, 'video');
    this.source = this.video.dataset['hls'] ?? '';
    required(stage, '[data-action=retry]').addEventListener('click', () => this.retry());
    listenToKeys(required(stage, 'media-controller'), this.video, (words) => this.say(words, NOTE_SHOWN_MS));
    loadChapters(this.video);
    this.sayWhenWaiting();
  }

  /** Begins to load; plays only when the address asks for it. */
  start(): void {
    const start = startTime(location.search);
    if (supported()) {
      this.startHls(start);
    } else if (this.video.canPlayType('application/vnd.apple.mpegurl')) {
      this.startNative(start);
    } else {
      this.fail('This browser cannot play streams.', false);
      return;
    }
    if (new URLSearchParams(location.search).get('autoplay') === '1') {
      void this.video.play().catch(() => {
        // the browser wants a click first: the big button is there
      });
    }
  }

  private startHls(start: number | null): void {
    const hls = new Hls(playerConfig(this.beingMade, start));
    this.hls = hls;
    offerQualities(this.video, hls);
    offerSounds(this.video, hls);
    hls.on(Hls.Events.ERROR, (_event, error) => this.handle(error));
    hls.on(Hls.Events.FRAG_BUFFERED, () => this.showError(null));
    hls.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) => {
      this.stage.dataset['height'] = String(hls.levels[level]?.height ?? '');
    });
    hls.attachMedia(this.video);
    hls.loadSource(this.source);
  }

  private startNative(start: number | null): void {
    this.video.src = start === null ? this.source : `${this.source}#t=${start}`;
    this.video.addEventListener('error', () => this.fail('This video could not be loaded.', true));
  }

  private handle(error: ErrorData): void {
    if (!error.fatal) {
      return;
    }
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && performance.now() - this.recoveredAt > 5000) {
      this.recoveredAt = performance.now();
      this.hls?.recoverMediaError();
      return;
    }
    this.fail(sentenceFor(error, this.beingMade()), true);
  }

  private fail(sentence: string, retriable: boolean): void {
    this.video.pause();
    this.showError(sentence);
    required(this.stage, '[data-action=retry]').hidden = !retriable;
  }

  private retry(): void {
    this.showError(null);
    const at = this.video.currentTime;
    this.hls?.destroy();
    this.hls = null;
    if (supported()) {
      this.startHls(at > 0 ? at : startTime(location.search));
    } else {
      this.startNative(at);
    }
    void this.video.play().catch(() => {});
  }

  private showError(sentence: string | null): void {
    const box = required(this.stage, '[data-testid=player-error]');
    box.hidden = sentence === null;
    required(box, '[data-live=player-error]').textContent = sentence;
  }

  private sayWhenWaiting(): void {
    const stop = () => {
      window.clearTimeout(this.waitTimer);
      this.waitTimer = 0;
      this.say(null);
    };
    const wait = () => {
      if (this.waitTimer === 0 && this.beingMade()) {
        this.waitTimer = window.setTimeout(() => {
          if (this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
            this.say('This part is being made…');
          }
        }, SAY_AFTER_MS);
      }
    };
    for (const type of ['waiting', 'seeking']) {
      this.video.addEventListener(type, wait);
    }
    for (const type of ['playing', 'canplay', 'seeked', 'error']) {
      this.video.addEventListener(type, stop);
    }
  }

  /** Shows words over the picture; null takes them away. */
  private say(words: string | null, forMs?: number): void {
    const note = required(this.stage, '[data-testid=player-note]');
    window.clearTimeout(this.noteTimer);
    note.hidden = words === null;
    note.textContent = words;
    if (forMs) {
      this.noteTimer = window.setTimeout(() => (note.hidden = true), forMs);
    }
  }
}

function sentenceFor(error: ErrorData, beingMade: boolean): string {
  if (error.type === Hls.ErrorTypes.MEDIA_ERROR) {
    return 'This part of the video cannot be shown by this browser.';
  }
  if (!navigator.onLine) {
    return 'There is no network connection.';
  }
  return beingMade
    ? 'This part of the video is not there yet. The rest is still being made.'
    : 'This part of the video could not be loaded.';
}

function required(within: Element, selector: string): HTMLElement & HTMLVideoElement {
  const found = within.querySelector<HTMLElement & HTMLVideoElement>(selector);
  if (!found) {
    throw new Error(`the page has no ${selector}`);
  }
  return found;
}
