import { step, takesKeys } from '../player/keyboard';
import { endOf, firstOf, read, SOUND_SLOTS, written } from './moment';

type Edge = 'start' | 'end';

/** In and out of a clip, set on the player: fields, a range with two handles, and a preview that stops at the out. */
export class Cut {
  private readonly rate: number;
  private readonly fields: Record<Edge, HTMLInputElement>;
  private readonly handles: Record<Edge, HTMLInputElement>;
  private readonly scale: HTMLElement;
  private readonly status: HTMLElement;
  private previewing = false;

  /** @param rate pictures a second; null for sound alone */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly video: HTMLVideoElement,
    rate: number | null,
  ) {
    this.rate = rate ?? SOUND_SLOTS;
    this.fields = { start: this.find('[data-clip=start]'), end: this.find('[data-clip=end]') };
    this.handles = { start: this.find('[data-clip=start-slider]'), end: this.find('[data-clip=end-slider]') };
    this.scale = this.find('[data-clip=scale]');
    this.status = this.find('[data-clip=said]');
    for (const edge of ['start', 'end'] as const) {
      this.handles[edge].step = String(1 / this.rate);
      this.fields[edge].addEventListener('input', () => this.show());
      this.handles[edge].addEventListener('input', () => this.drag(edge));
      this.find(`[data-clip=set-${edge}]`).addEventListener('click', () => this.set(edge));
      this.find(`[data-clip=go-${edge}]`).addEventListener('click', () => this.goTo(edge));
    }
    this.find('[data-clip=preview]').addEventListener('click', () => this.preview());
    this.form.querySelectorAll<HTMLElement>('[data-step]').forEach((button) =>
      button.addEventListener('click', () => {
        video.pause();
        step(video, Number(button.dataset['step']));
      }),
    );
    this.listenToKeys();
    video.addEventListener('timeupdate', () => this.showPlace());
    video.addEventListener('seeking', () => this.showPlace());
    video.addEventListener('pause', () => this.stopped());
    this.show();
  }

  /** Ahead of the player's own keys, of which one is i. */
  private listenToKeys(): void {
    const keys: Record<string, () => void> = { i: () => this.set('start'), o: () => this.set('end') };
    document.addEventListener(
      'keydown',
      (event) => {
        const act = keys[event.key.toLowerCase()];
        if (act && !event.ctrlKey && !event.metaKey && !event.altKey && !takesKeys(event)) {
          event.preventDefault();
          act();
        }
      },
      true,
    );
  }

  private set(edge: Edge): void {
    const now = this.video.currentTime;
    const at = edge === 'start' ? firstOf(now, this.rate) : Math.min(endOf(now, this.rate), this.length());
    this.write(edge, at);
    const other = edge === 'start' ? 'end' : 'start';
    if (this.from() >= this.to()) {
      this.write(other, edge === 'start' ? this.length() : 0);
    }
    this.show();
    this.say(`${edge === 'start' ? 'In' : 'Out'} at ${this.fields[edge].value}`);
  }

  private drag(edge: Edge): void {
    const gap = 1 / this.rate;
    const asked = Number(this.handles[edge].value);
    const at = edge === 'start' ? Math.min(asked, this.to() - gap) : Math.max(asked, this.from() + gap);
    const shown = Math.max(0, at - (edge === 'end' ? gap / 2 : 0));
    this.write(edge, edge === 'start' ? firstOf(at, this.rate) : endOf(shown, this.rate));
    this.show();
    this.stopped();
    this.video.pause();
    this.video.currentTime = edge === 'start' ? at + gap / 2 : shown;
  }

  private goTo(edge: Edge): void {
    this.video.pause();
    const half = 0.5 / this.rate;
    this.video.currentTime = edge === 'start' ? this.from() + half : Math.max(0, this.to() - half);
  }

  private preview(): void {
    if (this.previewing) {
      this.video.pause();
      return;
    }
    if (this.from() >= this.to()) {
      this.say('The end must be after the beginning.');
      return;
    }
    this.video.currentTime = this.from();
    this.previewing = true;
    this.label('Stop');
    void this.video.play().catch(() => this.stopped());
    const watch = () => {
      if (!this.previewing) {
        return;
      }
      if (this.video.currentTime >= this.to() - 0.5 / this.rate || this.video.ended) {
        this.video.pause();
        this.goTo('end');
      } else {
        requestAnimationFrame(watch);
      }
    };
    requestAnimationFrame(watch);
  }

  private stopped(): void {
    if (this.previewing) {
      this.previewing = false;
      this.label('Play the clip');
    }
  }

  private label(words: string): void {
    this.find('[data-clip=preview-words]').textContent = words;
  }

  /** What the fields say, on the range and in words. */
  private show(): void {
    const [from, to, length] = [this.from(), this.to(), this.length()];
    this.handles.start.value = String(from);
    this.handles.end.value = String(to);
    for (const edge of ['start', 'end'] as const) {
      this.handles[edge].setAttribute('aria-valuetext', this.fields[edge].value);
    }
    this.scale.style.setProperty('--from', String(length ? from / length : 0));
    this.scale.style.setProperty('--to', String(length ? Math.min(1, to / length) : 1));
    const fine = to > from && from < length;
    this.find('[data-clip=length]').textContent = fine ? written((to - from) * 1000) : 'nothing';
    this.find<HTMLButtonElement>('[type=submit]').disabled = !fine;
  }

  private showPlace(): void {
    const length = this.length();
    this.scale.style.setProperty('--at', String(length ? Math.min(1, this.video.currentTime / length) : 0));
  }

  private from(): number {
    return read(this.fields.start.value) ?? 0;
  }

  private to(): number {
    return read(this.fields.end.value) ?? 0;
  }

  private length(): number {
    return Number(this.handles.end.max);
  }

  private write(edge: Edge, seconds: number): void {
    this.fields[edge].value = written(seconds * 1000);
  }

  private say(words: string): void {
    this.status.textContent = words;
  }

  private find<T extends HTMLElement = HTMLInputElement>(selector: string): T {
    const found = this.form.querySelector<T>(selector);
    if (!found) {
      throw new Error(`the form has no ${selector}`);
    }
    return found;
  }
}
