import { follow } from '../video/follow';
import { pathOf, settled, type Video } from '../video/video';
import { clock, percent, size, standing } from '../video/words';
import { Transfer, type Fields, type Sent } from './transfer';

/** One upload on the page, from waiting for its turn to the finished video. */
export class Row {
  readonly element: HTMLElement;
  private readonly transfer: Transfer;
  private unfollow = () => {};

  constructor(
    private readonly file: File,
    fields: Fields,
    private readonly transferred: (row: Row) => void,
    private readonly again: (row: Row) => void,
  ) {
    const template = document.getElementById('upload-row') as HTMLTemplateElement;
    this.element = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
    this.transfer = new Transfer(file, fields);
    this.call(String(fields['title'] || file.name));
    this.wait();
    this.part('[data-action=again]').addEventListener('click', () => {
      this.wait();
      this.part('[data-action=cancel]').focus();
      this.again(this);
    });
    this.part('[data-action=cancel]').addEventListener('click', () => this.cancel());
  }

  private wait(): void {
    this.state('waiting');
    this.bar.value = 0;
    this.bar.hidden = false;
    this.note('Waiting for the uploads before it.');
    this.part('[data-action=cancel]').hidden = false;
    this.part('[data-action=again]').hidden = true;
    this.part('[data-action=sign-in]').hidden = true;
  }

  start(): void {
    this.state('uploading');
    this.note('Starting…');
    void this.transfer
      .send((sent) => this.showSent(sent))
      .then((outcome) => {
        this.transferred(this);
        switch (outcome.kind) {
          case 'created':
            return this.watchOver(outcome.video);
          case 'refused':
            this.end('failed', outcome.sentence);
            this.part('[data-action=again]').hidden = !outcome.again;
            this.part('[data-action=sign-in]').hidden = !outcome.signIn;
            return;
          case 'cancelled':
            return this.end('cancelled', 'Cancelled.');
        }
      });
  }

  private cancel(): void {
    if (this.element.dataset['state'] === 'waiting') {
      this.transferred(this);
      this.end('cancelled', 'Cancelled.');
    } else {
      this.transfer.cancel();
    }
  }

  private showSent({ bytes, total, bytesPerSecond }: Sent): void {
    this.bar.value = (100 * bytes) / total;
    if (bytes >= total) {
      this.note('Uploaded. Being stored…');
      return;
    }
    const parts = [`${percent((100 * bytes) / total)} of ${size(this.file.size)}`];
    if (bytesPerSecond) {
      parts.push(`${size(Math.round(bytesPerSecond))}/s`, `${clock((total - bytes) / bytesPerSecond)} left`);
    }
    this.note(parts.join(' · '), 'off');
  }

  /** The bytes are there; from now on the server tells what happens. */
  private watchOver(video: Video): void {
    this.part('[data-action=cancel]').hidden = true;
    this.call(video.title);
    this.show(video);
    if (!settled(video)) {
      this.unfollow = follow(
        video.id,
        (now) => this.show(now),
        () => this.gone(),
      );
    }
  }

  private show(video: Video): void {
    this.state(video.state);
    this.bar.value = video.progress?.percent ?? 0;
    this.bar.hidden = settled(video);
    const working = video.state === 'processing';
    const told = working && this.element.dataset['told'] === String(video.playable);
    this.element.dataset['told'] = working ? String(video.playable) : '';
    this.note(working ? `${standing(video)} ${percent(video.progress?.percent ?? 0)}` : standing(video), told ? 'off' : 'polite');
    if (video.playable) {
      const link = this.part<HTMLAnchorElement>('[data-action=watch]');
      link.href = `/watch/${video.id}?autoplay=1`;
      link.hidden = false;
      this.element.dataset['playable'] = 'true';
    }
    if (video.playback?.poster) {
      this.showPoster(video.playback.poster);
    }
    if (settled(video)) {
      this.unfollow();
    }
  }

  private gone(): void {
    this.end('gone', 'This video is no longer here, or not for you any more.');
    this.part('[data-action=watch]').hidden = true;
  }

  private showPoster(poster: string): void {
    const place = this.part('.row-poster');
    if (place.childElementCount === 0) {
      const image = document.createElement('img');
      image.alt = '';
      image.width = 320;
      image.height = 180;
      image.addEventListener('error', () => image.remove());
      image.src = pathOf(poster).replace(/\d+\.jpg$/, '320.jpg');
      place.append(image);
    }
  }

  private end(state: string, sentence: string): void {
    this.state(state);
    this.bar.hidden = true;
    this.note(sentence);
    this.part('[data-action=cancel]').hidden = true;
  }

  /** Its parts are told apart by its title, too: there may be many rows. */
  private call(title: string): void {
    this.part('.row-title').textContent = title;
    this.bar.setAttribute('aria-label', `Progress of ${title}`);
    this.element.querySelectorAll<HTMLElement>('.row-actions [data-action]').forEach((action) => {
      const words = action.textContent?.trim() ?? '';
      action.setAttribute('aria-label', action.dataset['action'] === 'sign-in' ? words : `${words}: ${title}`);
    });
  }

  private state(state: string): void {
    this.element.dataset['state'] = state;
  }

  /** Who listens instead of looking hears what happens, and not each of many numbers. */
  private note(words: string, live: 'polite' | 'off' = 'polite'): void {
    this.part('.row-note').setAttribute('aria-live', live);
    this.part('.row-note').textContent = words;
  }

  private get bar(): HTMLProgressElement {
    return this.part<HTMLProgressElement>('progress');
  }

  private part<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.element.querySelector(selector) as E;
  }
}
