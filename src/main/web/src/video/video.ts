/** A video as the API tells it; only what the pages use. */
export interface Video {
  id: string;
  title: string;
  state: 'uploading' | 'queued' | 'processing' | 'ready' | 'failed';
  playable: boolean;
  progress: Progress | null;
  failure: { code: string; message: string } | null;
  playback: { hls: string | null; poster: string | null; storyboard: string | null } | null;
}

export interface Progress {
  percent: number;
  etaSeconds: number | null;
  queuePosition: number | null;
}

/** An address of this service as a path: the page may have been opened under another of its names. */
export function pathOf(address: string): string {
  return new URL(address, location.href).pathname;
}

/** Whether nothing more will happen to it by itself. */
export function settled(video: Video): boolean {
  return video.state === 'ready' || video.state === 'failed';
}
