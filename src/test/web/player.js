// Each player as its own documentation sets it up, with its default settings.
const asked = new URLSearchParams(location.search);
const url = asked.get('url');
const language = asked.get('text');
const pictureAt = asked.get('picture');
const video = document.getElementById('video');
const errors = [];
const fail = (what) => errors.push(String(what));
let picture = null;

const players = {
  async 'hls.js'() {
    await script('hls.js/dist/hls.js');
    const hls = new Hls();
    hls.on(Hls.Events.ERROR, (_, data) => fail(`${data.type} ${data.details}`));
    hls.loadSource(url);
    hls.attachMedia(video);
  },
  async shaka() {
    await script('shaka-player/dist/shaka-player.compiled.js');
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    player.addEventListener('error', (event) => fail(`${event.detail.severity} ${event.detail.code}`));
    await player.attach(video);
    await player.load(url);
    if (language) {
      player.selectTextTrack(player.getTextTracks().find((track) => track.language === language));
    }
    if (pictureAt) {
      const found = await player.getThumbnails(player.getImageTracks()[0].id, Number(pictureAt));
      picture = { url: found.uris[0], x: found.positionX, y: found.positionY, width: found.width, height: found.height };
    }
  },
  async 'video.js'() {
    await script('video.js/dist/video.js');
    const player = videojs(video, { html5: { vhs: { overrideNative: true } } });
    player.on('error', () => fail(player.error().message));
    player.src({ src: url, type: 'application/x-mpegURL' });
  },
  async 'dash.js'() {
    await script('dashjs/dist/modern/umd/dash.all.min.js');
    const player = dashjs.MediaPlayer().create();
    player.on(dashjs.MediaPlayer.events.ERROR, (event) => fail(event.error.message));
    player.on(dashjs.MediaPlayer.events.TEXT_TRACKS_ADDED, () => {
      if (language) {
        player.setTextTrack(player.getTracksFor('text').findIndex((track) => track.lang === language));
      }
    });
    player.on(dashjs.MediaPlayer.events.CAN_PLAY, () => {
      if (pictureAt) {
        player.provideThumbnail(Number(pictureAt), (found) => { picture = found; });
      }
    });
    // on a busy machine it would throw away what was played long ago, and the whole is to be seen at the end
    player.updateSettings({ streaming: { buffer: { bufferToKeep: 3600 } } });
    player.initialize(video, url, false);
  },
};

function script(path) {
  return new Promise((loaded, failed) => {
    const element = document.createElement('script');
    element.src = `/modules/${path}`;
    element.onload = loaded;
    element.onerror = () => failed(new Error(`no ${path}`));
    document.head.append(element);
  });
}

/** What is there now; video.js may have put another element in place of ours. */
window.report = () => {
  const media = document.querySelector('video');
  const buffered = media.buffered;
  const words = Array.from(media.textTracks).find((track) => track.mode === 'showing');
  return {
    ended: media.ended,
    time: media.currentTime,
    duration: media.duration,
    frames: media.getVideoPlaybackQuality().totalVideoFrames,
    width: media.videoWidth,
    pieces: buffered.length,
    start: buffered.length ? buffered.start(0) : null,
    end: buffered.length ? buffered.end(buffered.length - 1) : null,
    offered: Array.from(media.textTracks, (track) => track.language),
    words: words?.language ?? null,
    firstWords: words?.cues?.[0]?.text ?? null,
    picture,
    error: media.error?.message ?? null,
    errors,
  };
};

window.addEventListener('error', (event) => fail(event.message));
window.addEventListener('unhandledrejection', (event) => fail(event.reason));
video.addEventListener('canplay', () => document.querySelector('video').play().catch(fail), { once: true });
await players[asked.get('player')]().catch(fail);
