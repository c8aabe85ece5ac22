import type Hls from 'hls.js';
import { waited } from './held-loader';

const EVERY_MS = 500;

/** The numbers behind the picture, for whoever wants to know. */
export class Statistics {
  private timer = 0;

  /** @param hls the present one; null where the browser plays by itself */
  constructor(
    private readonly panel: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly hls: () => Hls | null,
  ) {}

  toggle(): void {
    this.panel.hidden = !this.panel.hidden;
    window.clearInterval(this.timer);
    if (!this.panel.hidden) {
      this.fill();
      this.timer = window.setInterval(() => this.fill(), EVERY_MS);
    }
  }

  private fill(): void {
    for (const [name, words] of Object.entries(this.numbers())) {
      const place = this.panel.querySelector(`[data-stat=${name}]`);
      if (place) {
        place.textContent = words;
      }
    }
  }

  private numbers(): Record<string, string> {
    const { video } = this;
    const hls = this.hls();
    const level = hls?.levels[hls.currentLevel];
    const sound = hls?.audioTracks[hls.audioTrack];
    const frames = video.getVideoPlaybackQuality?.();
    const codecs = [level?.videoCodec, level?.audioCodec ?? sound?.audioCodec].filter(Boolean).join(', ');
    return {
      size: `${video.videoWidth} × ${video.videoHeight} in ${video.clientWidth} × ${video.clientHeight} (${window.devicePixelRatio}×)`,
      frames: frames ? `${frames.droppedVideoFrames} dropped of ${frames.totalVideoFrames}` : '–',
      level: level ? `${level.height}p, ${megabits(level.bitrate)}${hls?.autoLevelEnabled ? ', automatic' : ''}` : '–',
      codecs: codecs || '–',
      buffer: `${ahead(video).toFixed(1)} s ahead`,
      network: hls ? megabits(hls.bandwidthEstimate) : '–',
      held: `${(waited.totalMs / 1000).toFixed(1)} s in ${waited.times} requests`,
      time: `${video.currentTime.toFixed(2)} of ${video.duration.toFixed(2)} s, ${video.playbackRate}×`,
    };
  }
}

function megabits(bitsPerSecond: number): string {
  return Number.isFinite(bitsPerSecond) ? `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s` : '–';
}

function ahead(video: HTMLVideoElement): number {
  const { buffered, currentTime } = video;
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) <= currentTime + 0.1 && buffered.end(i) >= currentTime) {
      return buffered.end(i) - currentTime;
    }
  }
  return 0;
}
