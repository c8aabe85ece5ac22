/** A window that is never drawn, such as a frame far down on another page, has its player after this long. */
const UNSEEN_MS = 1000;

/**
 * The part of the scripts that plays films. It is by far the heaviest: pages name it to browsers at their beginning, so that it
 * is there when it is asked for here, but it runs only when people see their page.
 */
async function loadPlayer(): Promise<typeof import('../player')> {
  await seen();
  const here = new URL(import.meta.url);
  return (await import(new URL(`player.js${here.search}`, here).href)) as typeof import('../player');
}

/** Loads the player and begins; a stage without one says so. */
export async function startPlayer(stage: () => HTMLElement, beingMade: () => boolean): Promise<void> {
  try {
    const { Player } = await loadPlayer();
    new Player(stage(), beingMade).start();
  } catch (failure) {
    console.warn(failure);
    const box = stage().querySelector<HTMLElement>('[data-testid=player-error]');
    box?.removeAttribute('hidden');
    box?.querySelector('[data-live=player-error]')?.replaceChildren('The player could not be loaded.');
    // asking for the same script again is answered from what browsers remember of the failure
    box?.querySelector('[data-action=retry]')?.addEventListener('click', () => location.reload());
  }
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
