import { escapeHtml } from '../report/escape-markup.ts';
import { type Address, writeMessage } from './message.ts';
import { INVITATION_WORDS, type InvitationWords, type Language, TEST_WORDS } from './words.ts';

export interface Composed {
  readonly subject: string;
  /** the whole message, RFC 5322 */
  readonly raw: string;
}

interface Envelope {
  readonly from: Address;
  readonly to: Address;
  readonly language: Language;
  readonly date: Date;
}

/** The mail of rule 14: it holds a link for setting a password. */
export function composeInvitation(mail: Envelope & { readonly userName: string; readonly link: string }): Composed {
  const words = INVITATION_WORDS[mail.language];
  const { subject } = words;
  const raw = writeMessage({ ...mail, subject, text: invitationText(mail, words), html: invitationHtml(mail, words) });
  return { subject, raw };
}

/** What "Send test mail" sends. */
export function composeTest(mail: Envelope): Composed {
  const { subject, text } = TEST_WORDS[mail.language];
  const html = page(mail.language, subject, `<p style="${TEXT}">${escapeHtml(text)}</p>`);
  return { subject, raw: writeMessage({ ...mail, subject, text: `${text}\n`, html }) };
}

interface InvitationFacts {
  readonly to: Address;
  readonly userName: string;
  readonly link: string;
}

function invitationText({ to, userName, link }: InvitationFacts, words: InvitationWords): string {
  return [
    words.greeting(to.name),
    '',
    words.intro,
    `${words.userName}: ${userName}`,
    '',
    words.act,
    link,
    '',
    words.once,
    '',
    // RFC 3676 §4.3: what follows is the signature.
    '-- ',
    words.rehearsal,
    '',
  ].join('\n');
}

/*
 * Mail programs drop style elements and know little CSS, so each element carries its own style, in colours that work on a light ground
 * and when a program turns it dark.
 */
const TEXT = 'margin:0 0 16px;font-size:15px;line-height:23px;color:#1b1c20';
const QUIET = 'margin:0;font-size:12.5px;line-height:19px;color:#5d606a';
const BUTTON =
  'display:inline-block;padding:11px 20px;border-radius:6px;background:#3d4fc4;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none';

function invitationHtml({ to, userName, link }: InvitationFacts, words: InvitationWords): string {
  const body = [
    `<p style="${TEXT}">${escapeHtml(words.greeting(to.name))}</p>`,
    `<p style="${TEXT}">${escapeHtml(words.intro)}<br>${escapeHtml(words.userName)}: <b>${escapeHtml(userName)}</b></p>`,
    `<p style="${TEXT}">${escapeHtml(words.act)}</p>`,
    `<p style="margin:0 0 20px"><a href="${escapeHtml(link)}" style="${BUTTON}">${escapeHtml(words.button)}</a></p>`,
    `<p style="${QUIET};overflow-wrap:anywhere">${escapeHtml(link)}</p>`,
    `<p style="${QUIET};margin-top:8px">${escapeHtml(words.once)}</p>`,
    `<p style="${QUIET};margin-top:24px;padding-top:16px;border-top:1px solid #e2e2e7">${escapeHtml(words.rehearsal)}</p>`,
  ];
  return page(words === INVITATION_WORDS.de ? 'de' : 'en', words.subject, body.join('\n'));
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f3f3f5;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:28px;border-radius:8px;background:#ffffff">
${body}
</div>
</body>
</html>
`;
}
