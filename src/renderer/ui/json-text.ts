/** JSON, laid out for reading. Text that is not JSON (a broken body) comes back as it was sent. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What cannot be parsed is shown as it came: the admin looks at it because it is broken.
    return text;
  }
}
