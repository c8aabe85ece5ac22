import { pathOf, type Video } from '../video/video';

/** It is made in the seconds after the video is ready; one that takes longer is there when the page is opened again. */
const ASK_AFTER_MS = [2_000, 4_000, 8_000, 16_000];

/** Adds the storyboard to a player that was started before there was one. */
export function awaitStoryboard(id: string, stage: () => Element, attempt = 0): void {
  const wait = ASK_AFTER_MS[attempt];
  if (wait === undefined) {
    return;
  }
  window.setTimeout(async () => {
    const video = await ask(id);
    const element = stage().querySelector('media-controller video');
    if (!video?.playback?.storyboard || !element) {
      awaitStoryboard(id, stage, attempt + 1);
    } else if (!element.querySelector('track[label=thumbnails]')) {
      element.append(track(video.playback.storyboard));
    }
  }, wait);
}

async function ask(id: string): Promise<Video | null> {
  try {
    const answer = await fetch(`/api/videos/${id}`, { headers: { Accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as Video) : null;
  } catch {
    return null;
  }
}

function track(address: string): HTMLTrackElement {
  const track = document.createElement('track');
  track.kind = 'metadata';
  track.label = 'thumbnails';
  track.default = true;
  track.src = pathOf(address);
  return track;
}
