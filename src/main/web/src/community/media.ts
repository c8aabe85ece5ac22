/** What plays on a watch page; null while nothing does. */
export function media(): HTMLMediaElement | null {
  return document.querySelector<HTMLMediaElement>('#player [slot=media], #player video');
}

/** Jumps to a moment of the film and plays from there. */
export function seek(seconds: number): void {
  const player = media();
  if (player) {
    player.currentTime = seconds;
    void player.play().catch(() => {
      // the browser wants a click first: the picture of the moment is there
    });
    document.getElementById('player')?.scrollIntoView({ block: 'nearest' });
  }
}
