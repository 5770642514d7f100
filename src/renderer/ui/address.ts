/** An address as a person reads it; one that is not well encoded stays as it came. */
export function readableAddress(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    // A broken percent-encoding is worth seeing as it is.
    return address;
  }
}
