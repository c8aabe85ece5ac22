import Hls from 'hls.js';

/** A sound of the stream, as media-chrome's menu wants it: it writes the fields as JSON. Enabling one silences the others. */
class Sound {
  readonly kind = 'main';
  readonly #hls: Hls;

  constructor(
    readonly id: string,
    readonly label: string,
    readonly language: string,
    hls: Hls,
  ) {
    this.#hls = hls;
  }

  get enabled(): boolean {
    return String(this.#hls.audioTrack) === this.id;
  }

  set enabled(on: boolean) {
    if (on) {
      this.#hls.audioTrack = Number(this.id);
    }
  }
}

/** The list of sounds a video element offers as `audioTracks`, kept in step with hls.js. */
class Sounds extends EventTarget {
  private tracks: Sound[] = [];

  constructor(private readonly hls: Hls) {
    super();
    hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, () => this.fill());
    hls.on(Hls.Events.AUDIO_TRACK_SWITCHING, () => this.dispatchEvent(new Event('change')));
  }

  get length(): number {
    return this.tracks.length;
  }

  [Symbol.iterator](): Iterator<Sound> {
    return this.tracks[Symbol.iterator]();
  }

  private fill(): void {
    this.tracks = this.hls.audioTracks.map((t, index) => new Sound(String(index), t.name, t.lang ?? '', this.hls));
    this.dispatchEvent(new Event('addtrack'));
  }
}

export function offerSounds(video: HTMLVideoElement, hls: Hls): void {
  Object.defineProperty(video, 'audioTracks', { configurable: true, value: new Sounds(hls) });
}
