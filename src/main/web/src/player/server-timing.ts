/** How long the server held a request back, in milliseconds, as its `Server-Timing` header says; 0 when it does not. */
export function heldMs(serverTiming: string | null): number {
  for (const metric of serverTiming?.split(',') ?? []) {
    const [name, ...parameters] = metric.split(';').map((part) => part.trim());
    if (name === 'held') {
      const duration = parameters.find((p) => /^dur\s*=/i.test(p))?.replace(/^dur\s*=\s*"?/i, '');
      const held = Number.parseFloat(duration ?? '');
      return Number.isFinite(held) && held > 0 ? held : 0;
    }
  }
  return 0;
}
