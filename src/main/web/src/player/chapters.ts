/**
 * Makes the video's chapters track load, and tells media-chrome when it has.
 *
 * The track has no `default`: with one, Chromium chooses subtitles in the viewer's language, too, which nobody asked for.
 * A track that is hidden loads; media-chrome looks at the cues again when the mode of a track changes. Chapters are never
 * drawn over the picture, whatever their mode.
 */
export function showChapters(video: HTMLVideoElement): void {
  const element = video.querySelector<HTMLTrackElement>('track[kind=chapters]');
  if (element) {
    element.addEventListener('load', () => (element.track.mode = 'showing'));
    element.track.mode = 'hidden';
  }
}
