/**
 * An address of the API with the secret of the link that opened this page, if one did. In a frame on a page of another site
 * no cookie comes along, so the secret is all there is to be let in by.
 */
export function withLink(address: string, page: string = location.search): string {
  const secret = new URLSearchParams(page).get('share');
  return secret ? `${address}?share=${encodeURIComponent(secret)}` : address;
}
