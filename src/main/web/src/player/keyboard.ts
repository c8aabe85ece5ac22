const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The keys everybody has in their fingers, wherever on the page the focus is. */
export function listenToKeys(
  controller: HTMLElement,
  video: HTMLVideoElement,
  say: (words: string) => void,
  more: Record<string, () => void>,
): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event)) {
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = more[key] ?? actionOf(key, controller, video, say);
    if (action) {
      event.preventDefault();
      action();
      controller.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    }
  });
}

function actionOf(
  key: string,
  controller: HTMLElement,
  video: HTMLVideoElement,
  say: (words: string) => void,
): (() => void) | undefined {
  switch (key) {
    case ' ':
    case 'k':
      return () => (video.paused ? void video.play() : video.pause());
    case 'j':
      return () => seek(video, video.currentTime - 10);
    case 'l':
      return () => seek(video, video.currentTime + 10);
    case 'ArrowLeft':
      return () => seek(video, video.currentTime - 5);
    case 'ArrowRight':
      return () => seek(video, video.currentTime + 5);
    case 'ArrowUp':
      return () => volume(controller, video, 0.1, say);
    case 'ArrowDown':
      return () => volume(controller, video, -0.1, say);
    case 'm':
      return () => {
        request(controller, video.muted ? 'mediaunmuterequest' : 'mediamuterequest');
        say(video.muted ? 'Muted' : 'Sound on');
      };
    case 'c':
      return () => request(controller, 'mediatogglesubtitlesrequest');
    case 'f':
      return () => request(controller, document.fullscreenElement ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest');
    case 'p':
      return () => request(controller, document.pictureInPictureElement ? 'mediaexitpiprequest' : 'mediaenterpiprequest');
    case ',':
      return () => step(video, -1);
    case '.':
      return () => step(video, 1);
    case '<':
      return () => rate(video, -1, say);
    case '>':
      return () => rate(video, 1, say);
    case 'Home':
      return () => seek(video, 0);
    case 'End':
      return () => seek(video, video.duration);
    default:
      return /^[0-9]$/.test(key) ? () => seek(video, (video.duration * Number(key)) / 10) : undefined;
  }
}

function seek(video: HTMLVideoElement, seconds: number): void {
  if (Number.isFinite(video.duration)) {
    video.currentTime = Math.min(Math.max(0, seconds), video.duration);
  }
}

/** One picture on or back, to its middle, so that rounding cannot show another one. Only while it stands. */
export function step(video: HTMLVideoElement, by: number): void {
  const rate = Number(video.closest<HTMLElement>('.stage')?.dataset['rate']) || 25;
  if (video.paused) {
    seek(video, (Math.floor(video.currentTime * rate) + by + 0.5) / rate);
  }
}

/** By way of the controls: they remember it. */
function volume(controller: HTMLElement, video: HTMLVideoElement, by: number, say: (words: string) => void): void {
  const next = Math.min(1, Math.max(0, Math.round((video.volume + by) * 10) / 10));
  request(controller, 'mediavolumerequest', next);
  if (next === 0) {
    request(controller, 'mediamuterequest');
  }
  say(`Volume ${Math.round(next * 100)}%`);
}

function rate(video: HTMLVideoElement, by: number, say: (words: string) => void): void {
  const next =
    by > 0 ? RATES.find((r) => r > video.playbackRate) : RATES.filter((r) => r < video.playbackRate).pop();
  video.playbackRate = next ?? video.playbackRate;
  say(`Speed ${video.playbackRate}×`);
}

function request(controller: HTMLElement, type: string, detail?: unknown): void {
  controller.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
}

/** Whether the focused element has its own use for the key. */
export function takesKeys(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (document.querySelector('dialog[open]') || target.isContentEditable || target.matches('input:not([type=range]), textarea, select')) {
    return true;
  }
  const inPath = (selector: string) => event.composedPath().some((e) => e instanceof Element && e.matches(selector));
  if (inPath('[role^=menuitem], media-settings-menu')) {
    return true;
  }
  if (event.key === ' ') {
    return inPath('a[href], button, summary, [role=button], media-play-button, [role=switch]');
  }
  return event.key.startsWith('Arrow') && inPath('input[type=range], media-time-range, media-volume-range');
}
