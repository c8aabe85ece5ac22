import { startPlayer } from './player/load';
import { Cut } from './studio/cut';

const stage = document.getElementById('player');
const form = document.querySelector<HTMLFormElement>('#clip-form');
if (stage && stage.dataset['playable'] === 'true') {
  delete stage.dataset['autoplay'];
  stage.dataset['work'] = '';
  void startPlayer(() => stage, () => false);
  const video = stage.querySelector('video');
  if (form && video) {
    new Cut(form, video, Number(stage.dataset['rate']) || null);
  }
}
