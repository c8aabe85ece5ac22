import { csrf } from '../csrf';
import { watched } from './played';

/** Tells the service once that this page's video is being watched. */
export function countView(video: string): void {
  const listen = (event: Event) => {
    const media = event.target as HTMLMediaElement;
    if (media.played && watched(media.played, media.duration)) {
      document.removeEventListener('timeupdate', listen, true);
      void fetch(`/api/videos/${video}/view`, { method: 'POST', headers: csrf(), keepalive: true }).catch(() => {
        // a view that is not counted is nothing to trouble anybody with
      });
    }
  };
  // events of media do not bubble, and the player may be drawn anew
  document.addEventListener('timeupdate', listen, true);
}
