import { withLink } from './link';
import { settled, type Video } from './video';

/**
 * Browsers open six connections to a server at most, and the player and the uploads need theirs: of all videos
 * followed at once, this many are told about, the others ask.
 */
const MAX_STREAMS = 2;
const ASK_EVERY_MS = 2000;

let streams = 0;

/** Tells every change of a video until it is settled, or gone, or the returned function is called. */
export function follow(id: string, changed: (video: Video) => void, gone: () => void): () => void {
  let stop = () => {};
  const hear = (video: Video) => {
    if (settled(video)) {
      stop();
    }
    changed(video);
  };
  stop = streams < MAX_STREAMS ? listen(id, hear, gone) : ask(id, hear, gone);
  return () => stop();
}

function listen(id: string, hear: (video: Video) => void, gone: () => void): () => void {
  const source = new EventSource(withLink(`/api/videos/${id}/events`));
  let open = true;
  streams++;
  const stop = () => {
    if (open) {
      open = false;
      streams--;
      source.close();
    }
  };
  const parse = (event: MessageEvent<string>) => {
    if (open) {
      hear(JSON.parse(event.data) as Video);
    }
  };
  source.addEventListener('state', parse);
  source.addEventListener('progress', parse);
  source.addEventListener('deleted', () => {
    if (open) {
      stop();
      gone();
    }
  });
  let fallback: (() => void) | undefined;
  source.addEventListener('error', () => {
    // a lost connection is opened again by the browser; a refused one is not
    if (open && source.readyState === EventSource.CLOSED) {
      stop();
      fallback = ask(id, hear, gone);
    }
  });
  return () => {
    stop();
    fallback?.();
  };
}

function ask(id: string, hear: (video: Video) => void, gone: () => void): () => void {
  let timer = 0;
  let open = true;
  const once = async () => {
    try {
      const answer = await fetch(withLink(`/api/videos/${id}`), { headers: { Accept: 'application/json' } });
      if (open && answer.ok) {
        hear((await answer.json()) as Video);
      } else if (open && answer.status === 404) {
        open = false;
        gone();
      }
    } catch {
      // the service is away: the next question may find it again
    }
    if (open) {
      timer = window.setTimeout(once, ASK_EVERY_MS);
    }
  };
  void once();
  return () => {
    open = false;
    window.clearTimeout(timer);
  };
}
