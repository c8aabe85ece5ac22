import { look } from '../video/page';
import { sayStandstill } from '../video/standstill';

/** A browser opens a lost stream again by itself within seconds; only then there is something to say. */
const PATIENCE_MS = 6000;

/** A stream that was refused is not opened again by browsers. */
const AGAIN_MS = 5000;

/**
 * Hears what a stream of events tells, for as long as the page is shown. While it cannot be heard, the page says why.
 *
 * @param page where the page itself is found
 * @param opened called each time the stream begins: what happened before is not told any more
 */
export function hear(address: string, page: string, events: Record<string, (data: string) => void>, opened: () => void): void {
  let source: EventSource | null = null;
  let timer = 0;

  const open = () => {
    close();
    const ours = new EventSource(address);
    source = ours;
    ours.addEventListener('open', () => {
      window.clearTimeout(timer);
      timer = 0;
      sayStandstill(null, page);
      opened();
    });
    ours.addEventListener('error', () => {
      if (ours.readyState === EventSource.CLOSED) {
        void explain(ours);
        wait(AGAIN_MS, open);
      } else if (timer === 0) {
        wait(PATIENCE_MS, () => void explain(ours));
      }
    });
    for (const [name, hearing] of Object.entries(events)) {
      ours.addEventListener(name, (event: MessageEvent<string>) => hearing(event.data));
    }
  };
  const wait = (ms: number, then: () => void) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      then();
    }, ms);
  };
  const explain = async (ours: EventSource) => {
    const found = await look(page);
    if (ours === source && ours.readyState !== EventSource.OPEN && !(found instanceof Document)) {
      sayStandstill(found, page);
    }
  };
  const close = () => {
    window.clearTimeout(timer);
    timer = 0;
    source?.close();
    source = null;
  };

  open();
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', (event) => event.persisted && open());
}
