/**
 * The publisher that an address names: its host in lower case without `www.`, or `""` where it has none.
 * Addresses without scheme are taken as https where they begin with a name that has a dot.
 */
export function hostOf(url: string | undefined): string {
  if (url === undefined || url === "") return "";
  const bare = url.startsWith("//") ? url.slice(2) : url;
  const address = /^[^/:?#\s]+\.[^/:?#\s]+/.test(bare) ? `https://${bare}` : url;
  if (!URL.canParse(address)) return "";
  const { hostname } = new URL(address);
  return hostname.startsWith("www.") ? hostname.slice(4) : hostname;
}
