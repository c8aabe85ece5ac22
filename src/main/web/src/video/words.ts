import type { Video } from './video';

/** {@code 1.4 GB}: decimal units, as the pages say them. */
export function size(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} bytes`;
  }
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit]}`;
}

/** {@code 1:02:03} */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function remaining(seconds: number): string {
  if (seconds < 60) {
    return 'less than a minute left';
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? `about ${counted(minutes, 'minute')} left`
    : `about ${counted(Math.round(minutes / 60), 'hour')} left`;
}

export function percent(value: number): string {
  return `${Math.floor(Math.min(100, Math.max(0, value)))}%`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Where the work stands, as a sentence: the same words as the page comes with. */
export function standing(video: Video): string {
  const { etaSeconds, queuePosition } = video.progress ?? { etaSeconds: null, queuePosition: null };
  switch (video.state) {
    case 'uploading':
      return 'Being uploaded.';
    case 'queued':
      return queuePosition ? `${counted(queuePosition, 'video')} before it in the queue.` : 'Next in the queue.';
    case 'processing': {
      const eta = etaSeconds === null ? '' : ` ${sentence(remaining(etaSeconds))}.`;
      return (video.playable ? 'Plays while the rest is being made.' : 'Being analysed.') + eta;
    }
    case 'ready':
      return 'Ready.';
    case 'failed':
      return video.failure?.message ?? 'This video could not be processed.';
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
