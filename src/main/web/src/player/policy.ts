import Hls, { type HlsConfig, type LoadPolicy } from 'hls.js';
import { eagerAbr } from './eager-abr';
import { HeldLoader } from './held-loader';

/** The server answers a held request within 20 s, with the segment or with 503. */
const HELD_AT_MOST_MS = 30_000;

const segments: LoadPolicy = {
  default: {
    maxTimeToFirstByteMs: HELD_AT_MOST_MS,
    maxLoadTimeMs: 120_000,
    timeoutRetry: { maxNumRetry: 4, retryDelayMs: 0, maxRetryDelayMs: 0 },
    errorRetry: {
      maxNumRetry: 20,
      retryDelayMs: 500,
      maxRetryDelayMs: 4_000,
      // 503 says "not yet": worth minutes. Anything else that failed four times will not heal by itself.
      shouldRetry: (_policy, count, _isTimeout, response, retry) => retry && (response?.code === 503 || count < 4),
    },
  },
};

/** How to play: patiently, and quickly at first. */
export function playerConfig(beingMade: () => boolean, start: number | null): Partial<HlsConfig> {
  return {
    abrController: eagerAbr(beingMade),
    loader: HeldLoader,
    fragLoadPolicy: segments,
    // CMAF is passed through, not converted: a worker would only add a hop
    enableWorker: false,
    // the lowest level of a chunk is made first
    ...(beingMade() ? { startLevel: 0 } : {}),
    startPosition: start ?? -1,
    // what most lines carry today; the first segments correct it
    abrEwmaDefaultEstimate: 4_000_000,
    capLevelToPlayerSize: true,
    // far enough to ride out one held segment, not so far that parts nobody may watch are pulled to the front
    maxBufferLength: beingMade() ? 20 : 40,
    backBufferLength: 90,
  };
}

export const supported = (): boolean => Hls.isSupported();
