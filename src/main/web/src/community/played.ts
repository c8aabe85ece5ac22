const ENOUGH_S = 5;

/** Whether so much of a film has been played that somebody watches it: five seconds, or half of a shorter film. */
export function watched(played: Pick<TimeRanges, 'length' | 'start' | 'end'>, duration: number): boolean {
  let seconds = 0;
  for (let i = 0; i < played.length; i++) {
    seconds += played.end(i) - played.start(i);
  }
  return duration > 0 && seconds >= Math.min(ENOUGH_S, duration / 2);
}
