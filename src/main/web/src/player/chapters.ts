/**
 * Makes the video's chapters track load, and tells media-chrome when it has.
 *
 * The track is neither `default` nor ever showing: in both cases Chromium begins to show subtitles in the viewer's
 * language, too, which nobody asked for. A hidden track loads as well, but media-chrome looks at its cues only when
 * the list of tracks says that something changed.
 */
export function loadChapters(video: HTMLVideoElement): void {
  const element = video.querySelector<HTMLTrackElement>('track[kind=chapters]');
  if (element) {
    element.addEventListener('load', () => video.textTracks.dispatchEvent(new Event('change')));
    element.track.mode = 'hidden';
  }
}
