import { follow } from '../video/follow';
import { look, replace, showProgress } from '../video/page';
import { settled, type Video } from '../video/video';
import { startPlayer } from './load';
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
    void startPlayer(stage, beingMade);
  }
  if (beingMade()) {
    follow(stage().dataset['id'] ?? '', hear, gone);
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

  /** A player that has begun says it itself, when it is at the end of what it has. */
  function gone(): void {
    document.getElementById('video-status')?.replaceChildren();
    const waiting = stage().querySelector<HTMLElement>('[data-testid=waiting]');
    const sentence = document.createElement('p');
    sentence.className = 'stage-title';
    sentence.textContent = 'This video is no longer here, or not for you any more.';
    waiting?.replaceChildren(sentence);
  }

  /** Takes what changed from the page as the server draws it now. The stage is replaced only while nothing plays on it. */
  async function redraw(last: boolean): Promise<void> {
    if (redrawing && !last) {
      return;
    }
    redrawing = true;
    const page = await look();
    redrawing = false;
    if (page === 'refused' || page === 'signed-out') {
      gone();
      return;
    }
    if (!(page instanceof Document)) {
      window.setTimeout(() => void redraw(last), 2000);
      return;
    }
    replace('video-status', page);
    replace('video-details', page);
    if (!playable) {
      replace('player', page);
      playable = stage().dataset['playable'] === 'true';
      if (playable) {
        void startPlayer(stage, beingMade);
      }
    }
  }
}
