import { csrf } from '../csrf';
import { withLink } from '../video/link';
import { watched } from './played';

/** Tells the service once that this page's video is being watched. A page without a session's token sends no session. */
export function countView(video: string, credentials: RequestCredentials = 'same-origin'): void {
  const listen = (event: Event) => {
    const media = event.target as HTMLMediaElement;
    if (media.played && watched(media.played, media.duration)) {
      document.removeEventListener('timeupdate', listen, true);
      void fetch(withLink(`/api/videos/${video}/view`), { method: 'POST', headers: csrf(), credentials, keepalive: true }).catch(() => {
        // a view that is not counted is nothing to trouble anybody with
      });
    }
  };
  // events of media do not bubble, and the player may be drawn anew
  document.addEventListener('timeupdate', listen, true);
}
