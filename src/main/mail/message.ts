import { randomUUID } from 'node:crypto';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import { oneLine } from './address.ts';

export interface Address {
  readonly name: string | null;
  readonly address: string;
}

export interface Message {
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly language: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string;
}

const DOMAIN = 'scim-rehearsal.invalid';

/**
 * Writes a whole message (RFC 5322, RFC 2045): text and its HTML alternative. nodemailer builds the headers and encodes the parts. It
 * could only stream the whole, but a mail is made inside a transaction, which waits for nothing, so the parts are put together here.
 * @returns lines that end in CRLF: headers as encoded words (RFC 2047), parts quoted-printable. Only an address whose local part is not
 *   ASCII stays as it is (RFC 6532)
 */
export function writeMessage(message: Message): string {
  const root = new MimeNode('multipart/alternative', { baseBoundary: randomUUID() });
  root.setHeader({
    From: mailbox(message.from),
    To: mailbox(message.to),
    Subject: oneLine(message.subject),
    Date: message.date.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${randomUUID()}@${DOMAIN}>`,
    'Content-Language': message.language,
    // RFC 3834 §5: no out-of-office note shall answer it.
    'Auto-Submitted': 'auto-generated',
  });
  const parts = [part(root, 'text/plain', message.text), part(root, 'text/html', message.html)];
  // Building the headers chooses the boundary.
  const headers = root.buildHeaders();
  const boundary = String(root.boundary);
  return [headers, '', ...parts.flatMap((one) => [`--${boundary}`, one]), `--${boundary}--`, ''].join('\r\n');
}

function part(root: MimeNode, type: string, content: string): string {
  const node = root.createChild(`${type}; charset=utf-8`);
  node.setHeader('Content-Transfer-Encoding', 'quoted-printable');
  const body = wrap(encode(content.replaceAll(/\r\n|\r|\n/g, '\r\n')));
  return `${node.buildHeaders()}\r\n\r\n${body}`;
}

function mailbox({ name, address }: Address) {
  return { name: name === null ? '' : oneLine(name), address };
}
