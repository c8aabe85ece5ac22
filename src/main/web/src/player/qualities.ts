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

  constructor(private readonly hls: Hls) {
    super();
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.fill());
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

export function offerQualities(video: HTMLVideoElement, hls: Hls): void {
  Object.defineProperty(video, 'videoRenditions', { configurable: true, value: new Qualities(hls) });
}
