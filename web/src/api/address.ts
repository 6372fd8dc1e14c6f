/** An address of the web, to be followed or shown; null for what a browser would run, or read from elsewhere. */
export function ofTheWeb(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? address : null;
}
