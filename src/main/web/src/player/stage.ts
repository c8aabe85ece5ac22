import { follow } from '../video/follow';
import { redrawn, replace, showProgress } from '../video/page';
import { settled, type Video } from '../video/video';
import { Player } from './player';
import { awaitStoryboard } from './storyboard';

/** Keeps a page with a player in step with its video: starts the player as soon as there is something to play. */
export function keepStage(): void {
  const stage = () => document.getElementById('player') as HTMLElement;
  if (!stage()) {
    return;
  }
  let state = (stage().dataset['state'] ?? '') as Video['state'];
  let playable = stage().dataset['playable'] === 'true';
  let redrawing = false;

  const beingMade = () => state !== 'ready' && state !== 'failed';

  if (playable) {
    new Player(stage(), beingMade).start();
  }
  if (beingMade()) {
    follow(stage().dataset['id'] ?? '', hear);
  }

  function hear(video: Video): void {
    document.querySelectorAll('#video-status').forEach((status) => showProgress(status, video));
    if (video.state === state && video.playable === playable) {
      return;
    }
    state = video.state;
    stage().dataset['state'] = state;
    if (state === 'ready') {
      awaitStoryboard(video.id, stage);
    }
    void redraw(settled(video));
  }

  /** Takes what changed from the page as the server draws it now. The stage is replaced only while nothing plays on it. */
  async function redraw(last: boolean): Promise<void> {
    if (redrawing && !last) {
      return;
    }
    redrawing = true;
    const page = await redrawn();
    redrawing = false;
    if (!page) {
      window.setTimeout(() => void redraw(last), 2000);
      return;
    }
    replace('video-status', page);
    replace('video-details', page);
    if (!playable) {
      replace('player', page);
      playable = stage().dataset['playable'] === 'true';
      if (playable) {
        new Player(stage(), beingMade).start();
      }
    }
  }
}
