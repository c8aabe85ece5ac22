import { AnotherAccount, csrf, NOT_LET_IN, renewCsrf } from '../csrf';
import type { Video } from '../video/video';

export interface Sent {
  bytes: number;
  total: number;
  /** Smoothed over the last seconds; null before there is anything to say. */
  bytesPerSecond: number | null;
}

/** What goes along with the file. */
export type Fields = Record<string, string | File>;

export type Outcome =
  | { kind: 'created'; video: Video }
  /** `again` says whether the same may work another time, `signIn` that somebody has to sign in before. */
  | { kind: 'refused'; sentence: string; again: boolean; signIn: boolean }
  | { kind: 'cancelled' };

/** How long a past speed counts, in milliseconds. */
const MEMORY_MS = 4000;

/** What does not get better by itself. */
const FINAL = [400, 413, 415];

/** Sends a file to the API. XMLHttpRequest, because fetch does not tell how much of a body has left. */
export class Transfer {
  private request = new XMLHttpRequest();
  private tried = false;
  private cancelled = false;
  private speed: number | null = null;
  private last = { at: 0, bytes: 0 };
  /** However often it is sent, one video is made of it. */
  private readonly key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-');

  constructor(
    private readonly file: File,
    private readonly fields: Fields,
  ) {}

  /** May be called again when it has ended. */
  async send(onProgress: (sent: Sent) => void): Promise<Outcome> {
    this.cancelled = false;
    if (this.tried) {
      const known = await this.ask();
      if (known) {
        return known;
      }
    }
    this.tried = true;
    const body = new FormData();
    for (const [name, value] of Object.entries(this.fields)) {
      if (value) {
        body.append(name, value);
      }
    }
    // last, so that the server knows the fields before the bytes come
    body.append('file', this.file);
    this.speed = null;
    return this.post(body, (event) => onProgress(this.measure(event)));
  }

  /**
   * All may have arrived and only the answer been lost: asks before the bytes are sent another time. Null when they have
   * to be; the service finds no file then, as there is none.
   */
  private async ask(): Promise<Outcome | null> {
    const body = new FormData();
    body.append('again', 'true');
    const outcome = await this.post(body);
    return this.request.status === 400 ? null : outcome;
  }

  /** Another time with the token of the session that there is now: somebody may have signed in anew in another tab. */
  private async post(body: FormData, onProgress?: (event: ProgressEvent) => void): Promise<Outcome> {
    const outcome = await this.postOnce(body, onProgress);
    try {
      if (!NOT_LET_IN.includes(this.request.status) || !(await renewCsrf())) {
        return outcome;
      }
    } catch (failure) {
      if (failure instanceof AnotherAccount) {
        return { kind: 'refused', sentence: failure.message, again: true, signIn: false };
      }
      throw failure;
    }
    return this.cancelled ? { kind: 'cancelled' } : this.postOnce(body, onProgress);
  }

  private postOnce(body: FormData, onProgress?: (event: ProgressEvent) => void): Promise<Outcome> {
    const request = new XMLHttpRequest();
    this.request = request;
    return new Promise((resolve) => {
      if (onProgress) {
        request.upload.addEventListener('progress', onProgress);
      }
      request.addEventListener('load', () => resolve(outcomeOf(request)));
      request.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
      request.addEventListener('error', () =>
        resolve({
          kind: 'refused',
          sentence: 'The connection was lost before the upload was complete.',
          again: true,
          signIn: false,
        }),
      );
      request.open('POST', '/api/videos');
      request.setRequestHeader('Accept', 'application/json, application/problem+json');
      request.setRequestHeader('Idempotency-Key', this.key);
      for (const [name, value] of Object.entries(csrf())) {
        request.setRequestHeader(name, value);
      }
      this.last = { at: performance.now(), bytes: 0 };
      request.send(body);
    });
  }

  cancel(): void {
    this.cancelled = true;
    this.request.abort();
  }

  private measure(event: ProgressEvent): Sent {
    const now = performance.now();
    const elapsed = now - this.last.at;
    if (elapsed >= 200) {
      const current = ((event.loaded - this.last.bytes) * 1000) / elapsed;
      const weight = this.speed === null ? 1 : 1 - Math.exp(-elapsed / MEMORY_MS);
      this.speed = (this.speed ?? 0) * (1 - weight) + current * weight;
      this.last = { at: now, bytes: event.loaded };
    }
    return { bytes: event.loaded, total: event.total, bytesPerSecond: this.speed };
  }
}

function outcomeOf(request: XMLHttpRequest): Outcome {
  const answer = parse(request.responseText);
  if (request.status === 201 && answer) {
    return { kind: 'created', video: answer as Video };
  }
  const detail = (answer as { detail?: unknown } | null)?.detail;
  return {
    kind: 'refused',
    again: !FINAL.includes(request.status),
    signIn: request.status === 401,
    sentence:
      typeof detail === 'string' && detail
        ? detail
        : request.status === 413
          ? 'The file is larger than this service accepts.'
          : 'The service could not take the file.',
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
