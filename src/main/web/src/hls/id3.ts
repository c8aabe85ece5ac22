/** ID3 as hls.js asks for it. Our segments are CMAF and carry none, so nothing is ever found. */
export const canParseId3 = (): boolean => false;
export const getId3Data = (): undefined => undefined;
export const getId3Timestamp = (): undefined => undefined;
export const getId3Frames = (): [] => [];
export const isId3TimestampFrame = (): boolean => false;

/** Text up to the first zero, or to the end where `exitOnNull` is not asked for. */
export function utf8ArrayToStr(bytes: Uint8Array, exitOnNull = false): string {
  const end = exitOnNull ? bytes.indexOf(0) : -1;
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).replaceAll('\0', '');
}
