/** A window that is never drawn, such as a frame far down on another page, has its player after this long. */
const UNSEEN_MS = 1000;

/**
 * The part of the scripts that plays films. It is by far the heaviest: pages name it to browsers at their beginning, so that it
 * is there when it is asked for here, but it runs only when people see their page.
 */
export async function loadPlayer(): Promise<typeof import('../player')> {
  await seen();
  const here = new URL(import.meta.url);
  return (await import(new URL(`player.js${here.search}`, here).href)) as typeof import('../player');
}

/** When the page has been drawn once; at once where nobody looks. */
function seen(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) {
      resolve();
      return;
    }
    requestAnimationFrame(() => window.setTimeout(resolve));
    window.setTimeout(resolve, UNSEEN_MS);
  });
}
