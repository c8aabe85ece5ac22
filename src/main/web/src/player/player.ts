import Hls, { type ErrorData } from 'hls.js';
import { loadChapters } from './chapters';
import { withLink } from '../video/link';
import { pathOf, type Video } from '../video/video';
import { clock } from '../video/words';
import { rememberCaptions } from './captions';
import { listenToKeys } from './keyboard';
import { choose, chosen } from './memory';
import { hasMoved } from './moved';
import { playerConfig, supported } from './policy';
import { offerQualities } from './qualities';
import { rememberPlace, resumeAt } from './resume';
import { mendRoles } from './roles';
import { offerSounds } from './sounds';
import { startTime } from './start-time';
import { Statistics } from './statistics';
import { didNotCome, Trouble } from './trouble';

/** After this long without a picture, say what is being waited for. */
const SAY_AFTER_MS = 1500;
const NOTE_SHOWN_MS = 1200;
const SENTENCE_SHOWN_MS = 4000;

/** The player of a watch page, started from the markup the server drew. */
export class Player {
  private readonly video: HTMLVideoElement;
  private readonly id: string;
  private source: string;
  private hls: Hls | null = null;
  /** The one that found nothing at its address. */
  private left: Hls | null = null;
  private recoveredAt = -Infinity;
  private noteTimer = 0;
  private waitTimer = 0;
  private failed = false;
  private readonly trouble: Trouble;

  /** @param stage the element with id `player`, playable */
  constructor(
    private readonly stage: HTMLElement,
    private readonly beingMade: () => boolean,
  ) {
    this.video = required(stage, 'video');
    this.id = stage.dataset['id'] ?? '';
    this.source = this.video.dataset['hls'] ?? '';
    required(stage, '[data-action=retry]').addEventListener('click', () => void this.retry());
    // what failed for want of a network goes on when there is one again
    window.addEventListener('online', () => this.failed && void this.retry());
    this.trouble = new Trouble(
      () => !this.video.ended && this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      () => this.say('This part does not come. Trying again…'),
      (error) => {
        this.hls?.stopLoad();
        this.say(null);
        this.fail(sentenceFor(error, this.beingMade()), true);
      },
    );
    this.video.addEventListener('seeking', () => this.trouble.over()); // elsewhere it may come
    this.offerPanels();
    loadChapters(this.video);
    if (this.keepsPlace()) {
      rememberPlace(this.id, this.video);
    }
    rememberCaptions(this.video, this.preferred('captions', 'off'));
    this.sayWhenWaiting();
    const colour = stage.dataset['colour'];
    if (colour) {
      stage.style.setProperty('--player-accent', colour);
    }
  }

  /** Begins to load; plays only when it is asked for. */
  start(): void {
    const asked = startTime(location.search);
    const start = asked ?? (this.keepsPlace() ? resumeAt(this.id) : null);
    if (supported()) {
      this.startHls(start);
    } else if (this.video.canPlayType('application/vnd.apple.mpegurl')) {
      this.startNative(start);
    } else {
      this.fail('This browser cannot play streams.', false);
      return;
    }
    if (asked === null && start !== null) {
      this.say(`Goes on at ${clock(start)}`, SENTENCE_SHOWN_MS);
    }
    if ('autoplay' in this.stage.dataset || new URLSearchParams(location.search).get('autoplay') === '1') {
      void this.playAtOnce();
    }
  }

  /** Browsers that allow no sound before a click allow the picture. */
  private async playAtOnce(): Promise<void> {
    try {
      await this.video.play();
    } catch (refused) {
      if (this.video.muted || !(refused instanceof DOMException) || refused.name !== 'NotAllowedError') {
        return;
      }
      this.video.muted = true;
      await this.video.play().then(
        () => this.say(`Playing without sound.${hasKeys() ? ' Press m for sound.' : ''}`, SENTENCE_SHOWN_MS),
        () => (this.video.muted = false), // the big button is there
      );
    }
  }

  /** Whoever works on a film does not watch it. */
  private keepsPlace(): boolean {
    return !('work' in this.stage.dataset);
  }

  private offerPanels(): void {
    const controller = required(this.stage, 'media-controller');
    mendRoles(controller);
    const statistics = new Statistics(required(this.stage, '.player-stats'), this.video, () => this.hls);
    const keys = this.stage.querySelector<HTMLDialogElement>('.player-keys');
    const panels: Record<string, () => void> = { stats: () => statistics.toggle(), keys: () => keys?.showModal() };
    this.stage.querySelectorAll<HTMLElement>('[data-action=stats], [data-action=keys]').forEach((element) => {
      const open = () => {
        this.stage.querySelector('media-settings-menu')?.setAttribute('hidden', '');
        this.stage.querySelector<HTMLElement>('media-settings-menu-button')?.focus(); // where the focus comes back to
        panels[element.dataset['action'] ?? '']?.();
      };
      element.addEventListener('click', open);
      if (!(element instanceof HTMLButtonElement)) {
        element.addEventListener('keyup', (event) => (event.key === 'Enter' || event.key === ' ') && open());
      }
    });
    listenToKeys(controller, this.video, (words) => this.say(words, NOTE_SHOWN_MS), {
      i: () => statistics.toggle(),
      '?': () => keys?.showModal(),
    });
  }

  private preferred(what: 'quality' | 'captions', otherwise: string): string {
    return this.stage.dataset[what] ?? otherwise;
  }

  private startHls(start: number | null): void {
    const hls = new Hls(playerConfig(this.beingMade, start));
    this.hls = hls;
    const quality = this.preferred('quality', 'auto');
    offerQualities(
      this.video,
      hls,
      // while it is made, what is there first is better than what is liked
      this.beingMade() ? 'auto' : chosen('quality', quality),
      (height) => choose('quality', height, quality),
    );
    offerSounds(this.video, hls);
    hls.on(Hls.Events.ERROR, (_event, error) => this.handle(error));
    hls.on(Hls.Events.FRAG_BUFFERED, (_event, { frag }) => {
      this.trouble.over(frag.type);
      this.showError(null);
    });
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
    if (hasMoved(error)) {
      void this.lookForNewAddress(error);
      return;
    }
    if (!error.fatal) {
      if (didNotCome(error)) {
        this.trouble.met(error);
      }
      return;
    }
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && performance.now() - this.recoveredAt > 5000) {
      this.recoveredAt = performance.now();
      this.hls?.recoverMediaError();
      return;
    }
    this.fail(sentenceFor(error, this.beingMade()), true);
  }

  /**
   * The address of a private stream ends after hours, and when a share or a link is ended: whoever may still see the video
   * gets the next one.
   */
  private async lookForNewAddress(error: ErrorData): Promise<void> {
    const hls = this.hls;
    if (!hls || hls === this.left) {
      return;
    }
    this.left = hls;
    hls.stopLoad();
    const moved = await this.findAddress();
    if (hls !== this.hls) {
      return; // begun anew meanwhile
    }
    if (moved) {
      this.begin(!this.video.paused);
    } else {
      this.fail(sentenceFor(error, this.beingMade()), true);
    }
  }

  /** Returns whether the stream has moved. */
  private async findAddress(): Promise<boolean> {
    try {
      const answer = await fetch(withLink(`/api/videos/${this.id}`), { headers: { Accept: 'application/json' } });
      const address = answer.ok ? ((await answer.json()) as Video).playback?.hls : null;
      const moved = !!address && pathOf(address) !== this.source;
      this.source = moved ? pathOf(address) : this.source;
      return moved;
    } catch {
      return false;
    }
  }

  private fail(sentence: string, retriable: boolean): void {
    this.trouble.over();
    this.video.pause();
    this.showError(sentence);
    required(this.stage, '[data-action=retry]').hidden = !retriable;
  }

  private async retry(): Promise<void> {
    await this.findAddress();
    this.begin(true);
  }

  /** Anew, from where it stopped. */
  private begin(play: boolean): void {
    this.showError(null);
    const at = this.video.currentTime;
    this.hls?.destroy();
    this.hls = null;
    if (supported()) {
      this.startHls(at > 0 ? at : startTime(location.search));
    } else {
      this.startNative(at);
    }
    if (play) {
      void this.video.play().catch(() => {});
    }
  }

  private showError(sentence: string | null): void {
    this.failed = sentence !== null;
    const box = required(this.stage, '[data-testid=player-error]');
    box.hidden = sentence === null;
    required(box, '[data-live=player-error]').textContent = sentence;
  }

  private sayWhenWaiting(): void {
    let saysSo = false;
    const stop = () => {
      window.clearTimeout(this.waitTimer);
      this.waitTimer = 0;
      if (saysSo) {
        saysSo = false;
        this.say(null);
      }
    };
    const wait = () => {
      if (this.waitTimer === 0 && this.beingMade()) {
        this.waitTimer = window.setTimeout(() => {
          if (this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
            saysSo = true;
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
  if (error.response?.code === 404) {
    return 'This video is no longer here, or not for you any more. Reload the page.';
  }
  return beingMade
    ? 'This part of the video is not there yet. The rest is still being made.'
    : 'This part of the video could not be loaded.';
}

/** Whoever has a mouse has keys too; there is no way to ask for them. */
const hasKeys = () => matchMedia('(any-hover: hover)').matches;

function required(within: Element, selector: string): HTMLElement & HTMLVideoElement {
  const found = within.querySelector<HTMLElement & HTMLVideoElement>(selector);
  if (!found) {
    throw new Error(`the page has no ${selector}`);
  }
  return found;
}
