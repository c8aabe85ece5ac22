import { choose, chosen } from './memory';

const isWords = (track: TextTrack) => track.kind === 'subtitles' || track.kind === 'captions';

/**
 * Shows captions in the language that was last chosen here, else the preferred one, and remembers the next choice.
 *
 * @param preferred a language, or `off`
 */
export function rememberCaptions(video: HTMLVideoElement, preferred: string): void {
  const tracks = video.textTracks;
  const wanted = chosen('captions', preferred);
  let settled = wanted === 'off';
  const offered = () => Array.from(tracks).filter(isWords);
  const showing = () => offered().find((track) => track.mode === 'showing');
  const choosePreferred = () => {
    const track = settled ? undefined : best(offered(), wanted);
    if (track) {
      settled = true;
      track.mode = 'showing';
    }
  };
  tracks.addEventListener('addtrack', () => window.setTimeout(choosePreferred));
  // only what somebody does counts: tracks come and go by themselves too
  let touched = false;
  for (const type of ['pointerup', 'keydown']) {
    document.addEventListener(type, () => (touched = true), { capture: true });
  }
  let last: TextTrack | undefined;
  tracks.addEventListener('change', () => {
    last = showing() ?? last;
    if (touched && offered().length > 0 && (settled || showing())) {
      settled = true;
      choose('captions', showing()?.language || 'off', preferred);
    }
  });
  // switched on again, captions are those that were there before; the controls would take the first
  video.closest('.stage')?.addEventListener(
    'mediatogglesubtitlesrequest',
    (event) => {
      event.stopImmediatePropagation();
      const shown = offered().filter((track) => track.mode === 'showing');
      shown.forEach((track) => (track.mode = 'disabled'));
      const next = shown.length > 0 ? undefined : again(offered(), last, [wanted, preferred, ...navigator.languages]);
      if (next) {
        next.mode = 'showing';
      }
    },
    { capture: true },
  );
}

function again(tracks: TextTrack[], last: TextTrack | undefined, languages: string[]): TextTrack | undefined {
  return (
    tracks.find((track) => track === last) ??
    [...(last ? [last.language] : []), ...languages].map((language) => best(tracks, language)).find(Boolean) ??
    tracks[0]
  );
}

/** The same language and place, else the same language. */
function best(tracks: TextTrack[], language: string): TextTrack | undefined {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return (
    tracks.find((track) => same(track.language, language)) ??
    tracks.find((track) => same(track.language.split('-')[0] ?? '', language.split('-')[0] ?? ''))
  );
}
