import type { ErrorData } from 'hls.js';

/** After this long without what is needed next, it is said plainly and can be tried again by hand. */
const GIVE_UP_AFTER_MS = 8000;
const LOOK_MS = 500;

type Loading = Pick<ErrorData, 'details' | 'response' | 'frag'>;

/**
 * Whether a part of the film did not come, though there is hope: hls.js tries again by itself, for half a minute and longer.
 * 503 is not meant: it says "not yet".
 */
export function didNotCome(error: Loading): boolean {
  return (
    (error.details === 'fragLoadError' || error.details === 'fragLoadTimeOut') &&
    error.response?.code !== 503 &&
    error.frag?.type !== 'subtitle'
  );
}

/** Watches over parts that do not come, as long as there is nothing else to show. */
export class Trouble {
  private error: ErrorData | null = null;
  private since = 0;
  private timer = 0;

  /**
   * @param starving whether the film stands for want of something to show
   * @param hope says that it is tried again
   * @param giveUp is told the last error, once
   * @param now in milliseconds
   */
  constructor(
    private readonly starving: () => boolean,
    private readonly hope: () => void,
    private readonly giveUp: (error: ErrorData) => void,
    private readonly now = () => performance.now(),
  ) {}

  /** Another error that {@link didNotCome}. */
  met(error: ErrorData): void {
    if (!this.error) {
      this.since = this.now();
      this.timer = setInterval(() => this.look(), LOOK_MS);
    } else if (this.starving()) {
      this.hope();
    }
    this.error = error;
  }

  /** Something came, of the kind that is missing, or all begins anew. */
  over(type?: string): void {
    if (!type || this.error?.frag?.type === type) {
      clearInterval(this.timer);
      this.error = null;
    }
  }

  /** Gives up when it has been too long. */
  look(): void {
    if (this.error && this.starving() && this.now() - this.since > GIVE_UP_AFTER_MS) {
      const error = this.error;
      this.over();
      this.giveUp(error);
    }
  }
}
