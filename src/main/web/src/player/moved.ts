import type { ErrorData } from 'hls.js';

/** What a film cannot do without; captions may go while it plays. */
const NEEDED = ['manifestLoadError', 'levelLoadError', 'audioTrackLoadError', 'fragLoadError'];

/**
 * Whether an error says that the stream is not at its address any more. What is planned is answered late, but never with
 * 404: no retry and no other quality helps, so this need not be fatal to hls.js first.
 */
export function hasMoved(error: Pick<ErrorData, 'details' | 'response' | 'frag'>): boolean {
  return error.response?.code === 404 && NEEDED.includes(error.details) && error.frag?.type !== 'subtitle';
}
