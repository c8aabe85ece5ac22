import Hls from 'hls.js';

/** A level of the stream, as media-chrome's quality menu wants it. */
interface Quality {
  id: string;
  width: number;
  height: number;
  bitrate: number;
}

/**
 * The list of qualities a video element offers as `videoRenditions`, kept in step with hls.js. Choosing none means
 * automatic.
 */
class Qualities extends EventTarget {
  private levels: Quality[] = [];
  private chosen = -1;

  /**
   * @param first a height to begin with, or `auto`
   * @param told hears what is chosen from the menu, in the same words
   */
  constructor(
    private readonly hls: Hls,
    first: string,
    private readonly told: (quality: string) => void,
  ) {
    super();
    hls.on(Hls.Events.MANIFEST_PARSED, () => {
      this.fill();
      this.begin(first);
    });
    hls.on(Hls.Events.LEVELS_UPDATED, () => this.fill());
  }

  get length(): number {
    return this.levels.length;
  }

  [Symbol.iterator](): Iterator<Quality> {
    return this.levels[Symbol.iterator]();
  }

  get selectedIndex(): number {
    return this.chosen;
  }

  /** Switches at the next segment; what is buffered of another quality is thrown away. */
  set selectedIndex(index: number) {
    this.choose(index);
    const level = this.levels[index];
    this.told(level ? String(lines(level)) : 'auto');
  }

  private begin(quality: string): void {
    const most = Number(quality);
    if (most > 0 && this.levels.length > 0) {
      const fitting = this.levels.filter((level) => lines(level) <= most);
      this.choose(Math.max(0, fitting.length - 1));
    }
  }

  private choose(index: number): void {
    this.chosen = index;
    this.hls.nextLevel = index;
    this.dispatchEvent(new Event('change'));
  }

  private fill(): void {
    this.levels = this.hls.levels.map((level, index) => ({
      id: String(index),
      width: level.width,
      height: level.height,
      bitrate: level.bitrate,
    }));
    this.levels.forEach((level, index) => Object.defineProperty(this, index, { configurable: true, value: level }));
    this.dispatchEvent(new Event('addrendition'));
  }
}

/** What people call the size of a picture, upright ones too. */
const lines = (level: Quality) => Math.min(level.width || level.height, level.height);

export function offerQualities(
  video: HTMLVideoElement,
  hls: Hls,
  first: string,
  told: (quality: string) => void,
): void {
  Object.defineProperty(video, 'videoRenditions', { configurable: true, value: new Qualities(hls, first, told) });
}
