/** A message of the outbox, taken apart for the console. */
export interface ReadMessage {
  /** the headers, unfolded, as they were sent */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly html: string;
}

/**
 * Reads what `writeMessage` wrote. It is not a mail parser: the outbox holds our own mails only, all of one shape.
 * @param raw the whole message
 */
export function readMessage(raw: string): ReadMessage {
  const [head, body] = splitAt(raw, '\r\n\r\n');
  const headers = readHeaders(head);
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1] ?? '';
  const parts = body.split(`--${boundary}`).map((part) => splitAt(part.replace(/^\r\n/, ''), '\r\n\r\n'));
  const partOf = (mediaType: string) => {
    const found = parts.find(([partHead]) => partHead.toLowerCase().includes(`content-type: ${mediaType}`));
    // The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1).
    return found === undefined ? '' : decode(found[1].replace(/\r\n$/, ''));
  };
  return { headers, text: partOf('text/plain'), html: partOf('text/html') };
}

function readHeaders(head: string): { name: string; value: string }[] {
  const unfolded = head.replaceAll(/\r\n(?=[ \t])/g, '');
  return unfolded.split('\r\n').map((line) => {
    const [name, value] = splitAt(line, ':');
    return { name, value: value.trim() };
  });
}

/** RFC 2045 §6.7 */
function decode(quotedPrintable: string): string {
  const bytes = quotedPrintable
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

function splitAt(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
