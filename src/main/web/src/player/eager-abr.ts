import Hls from 'hls.js';

/** With this much ahead, waiting for a better level is worth the risk. */
const ENOUGH_SECONDS = 4;

/** With less than this ahead, it is not any more. */
const SHORT_SECONDS = 2;

/**
 * Chooses levels as hls.js does, except while a video is being made and little is buffered: then the lowest, which is
 * there first, however fast the network is. Not when that one could not be loaded: hls.js looks for another then, and gives
 * up only when it has tried all.
 *
 * @param beingMade asked at every choice
 */
export const eagerAbr = (beingMade: () => boolean) =>
  class EagerAbr extends Hls.DefaultConfig.abrController {
    private short = true;

    override get nextAutoLevel(): number {
      const ahead = this.hls?.mainForwardBufferInfo?.len ?? 0;
      this.short = ahead < (this.short ? ENOUGH_SECONDS : SHORT_SECONDS);
      const lowest = this.hls?.minAutoLevel ?? 0;
      const works = !this.hls?.levels[lowest]?.loadError;
      return this.short && works && beingMade() ? lowest : super.nextAutoLevel;
    }

    override set nextAutoLevel(level: number) {
      super.nextAutoLevel = level;
    }
  };
