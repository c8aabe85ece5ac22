import { look } from '../video/page';
import { sayStandstill } from '../video/standstill';

const EVERY_MS = 5000;
const KEPT_OPEN = 'details:not(.confirm)';

/**
 * Draws the sections marked {@code data-fresh} as the server draws them now, every five seconds while somebody can see
 * them; the button stops that and lets it go on. A section in which somebody is at work stays as it is. While the page cannot
 * be had it says so, and goes on asking.
 */
export function keepFresh(button: HTMLButtonElement | null): void {
  let timer = 0;
  let stopped = false;
  const drawn = new Map<string, string>();
  sections(document).forEach((section) => drawn.set(section.id, section.outerHTML));

  const again = () => {
    window.clearTimeout(timer);
    if (!stopped && !document.hidden) {
      timer = window.setTimeout(() => void refresh(), EVERY_MS);
    }
  };
  const refresh = async () => {
    const page = await look();
    if (stopped || document.hidden) {
      return;
    }
    sayStandstill(page instanceof Document ? null : page);
    for (const fresh of page instanceof Document ? sections(page) : []) {
      const now = document.getElementById(fresh.id);
      const text = fresh.outerHTML;
      if (now && drawn.get(fresh.id) !== text && !isInUse(now)) {
        swap(now, document.adoptNode(fresh));
        drawn.set(fresh.id, text);
      }
    }
    again();
  };

  button?.addEventListener('click', () => {
    stopped = !stopped;
    button.setAttribute('aria-pressed', String(stopped));
    button.textContent = stopped ? 'Resume updates' : 'Pause updates';
    window.clearTimeout(timer);
    if (stopped) {
      sayStandstill(null);
    } else {
      void refresh();
    }
  });
  document.addEventListener('visibilitychange', () => {
    window.clearTimeout(timer);
    if (!document.hidden && !stopped) {
      void refresh();
    }
  });
  again();
}

function sections(page: Document): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('[data-fresh][id]')];
}

function isInUse(section: HTMLElement): boolean {
  const marked = document.getSelection();
  return (
    section.contains(document.activeElement) ||
    section.querySelector('details.confirm[open]') !== null ||
    (marked !== null && !marked.isCollapsed && marked.rangeCount > 0 && marked.getRangeAt(0).intersectsNode(section))
  );
}

/** What was opened stays open, and what was scrolled stays there. A question is closed: its place may be another's now. */
function swap(now: HTMLElement, fresh: HTMLElement): void {
  const open = [...now.querySelectorAll<HTMLDetailsElement>(KEPT_OPEN)].map((d) => d.open);
  const scrolled = [...now.querySelectorAll('.table-frame')].map((f) => [f.scrollLeft, f.scrollTop] as const);
  now.replaceWith(fresh);
  fresh.querySelectorAll<HTMLDetailsElement>(KEPT_OPEN).forEach((d, i) => (d.open = open[i] ?? false));
  fresh.querySelectorAll('.table-frame').forEach((f, i) => f.scrollTo(...(scrolled[i] ?? [0, 0])));
}
