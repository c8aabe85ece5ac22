/** An id as hls.js asks for it, to name a session in logs; of no consequence here. */
export const uuid = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
