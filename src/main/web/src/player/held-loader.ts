import Hls, {
  type HlsConfig,
  type LoaderCallbacks,
  type LoaderConfiguration,
  type LoaderContext,
  type LoaderStats,
} from 'hls.js';
import { heldMs } from './server-timing';

/** How long the server has held requests of this page, for the statistics. */
export const waited = { totalMs: 0, times: 0 };

const XhrLoader = Hls.DefaultConfig.loader;

/**
 * Loads as hls.js does, but does not mistake waiting for slowness.
 *
 * The server holds a request for a segment that is still being made, and says afterwards for how long
 * (`Server-Timing: held;dur=<ms>`). hls.js measures bandwidth and latency from the moment a request starts, and gives a
 * request up for a lower level when nothing arrives: after one held segment it would think the network slow and stay on
 * the lowest level. So the start of a load is moved: while no byte has come it is always now, and when the answer is
 * there it is the start of the last attempt plus the time the request was held.
 */
export class HeldLoader extends XhrLoader {
  private sentAt = 0;

  constructor(config: HlsConfig) {
    super({
      ...config,
      xhrSetup: (xhr, url, context) => {
        this.sentAt = performance.now();
        return config.xhrSetup?.(xhr, url, context);
      },
    });
  }

  override load(
    context: LoaderContext,
    config: LoaderConfiguration,
    callbacks: LoaderCallbacks<LoaderContext>,
  ): void {
    super.load(context, config, {
      ...callbacks,
      onSuccess: (response, stats, itsContext, details) => {
        const held = details instanceof XMLHttpRequest ? heldMs(details.getResponseHeader('Server-Timing')) : 0;
        waited.totalMs += held;
        waited.times += held > 0 ? 1 : 0;
        settleStart(stats, this.sentAt + held);
        callbacks.onSuccess(response, stats, itsContext, details);
      },
    });
    floatStart(this.stats);
  }
}

/** Until the first byte is there, the load has just begun. */
function floatStart(stats: LoaderStats): void {
  const loading = stats.loading;
  let start = loading.start;
  Object.defineProperty(loading, 'start', {
    configurable: true,
    enumerable: true,
    get: () => (loading.first === 0 && !stats.aborted ? performance.now() : start),
    set: (value: number) => (start = value),
  });
}

function settleStart(stats: LoaderStats, start: number): void {
  Object.defineProperty(stats.loading, 'start', {
    configurable: true,
    enumerable: true,
    writable: true,
    value: Math.min(start, stats.loading.first),
  });
}
