import { composeInvitation, composeTest } from '#main/mail/compose.ts';
import { readMessage } from '#main/mail/read-message.ts';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';

const LINK = `http://127.0.0.1:4700/invitation/${'aB3-_'.repeat(8)}xyz`;
const FROM = { name: 'SCIM Rehearsal', address: 'no-reply@rehearsal.invalid' };

function invitation(extra: { name?: string | null; address?: string; language?: 'en' | 'de'; userName?: string } = {}) {
  const { name = 'Jörg Groß', address = 'joerg@contoso.example', language = 'en', userName = 'joerg@contoso.example' } = extra;
  return composeInvitation({
    from: FROM,
    to: { name, address },
    language,
    date: new Date('2026-01-31T08:00:00Z'),
    userName,
    link: LINK,
  });
}

/** A mail parser that is not ours says what arrived. */
async function parsed(raw: string) {
  const mail = await simpleParser(raw);
  const to = Array.isArray(mail.to) ? mail.to : [mail.to];
  return { ...mail, recipients: to.flatMap((list) => list?.value ?? []), html: mail.html === false ? '' : (mail.html ?? '') };
}

describe('RFC 5322, RFC 2045: an invitation is a mail that any mail program reads', () => {
  test.each([
    ['en', 'Invitation: set your password', 'Hello Jörg Groß,', 'Set password'],
    ['de', 'Einladung: Legen Sie Ihr Passwort fest', 'Guten Tag Jörg Groß,', 'Passwort festlegen'],
  ] as const)('in %s, with the same link in text and HTML', async (language, subject, greeting, button) => {
    const { raw } = invitation({ language });
    const mail = await parsed(raw);
    expect(mail.subject).toBe(subject);
    expect(mail.recipients).toEqual([{ name: 'Jörg Groß', address: 'joerg@contoso.example' }]);
    expect(mail.from?.value).toEqual([FROM]);
    expect(mail.date).toEqual(new Date('2026-01-31T08:00:00Z'));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe(language);
    expect(mail.text).toContain(greeting);
    expect(mail.text?.split('\n')).toContain(LINK);
    expect(mail.html).toContain(greeting);
    expect(mail.html).toContain(`<a href="${LINK}"`);
    expect(mail.html).toContain(button);
    expect(mail.html).toContain(`<html lang="${language}">`);
  });

  test('RFC 2047: a name with umlauts is an encoded word, and no line is longer than 998', () => {
    const { raw } = invitation({ name: 'Jörg Groß' });
    expect(raw).toContain('To: =?UTF-8?Q?J=C3=B6rg_Gro=C3=9F?= <joerg@contoso.example>');
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('without a name nobody is greeted by one', async () => {
    const mail = await parsed(invitation({ name: null }).raw);
    expect(mail.text).toMatch(/^Hello,\n/);
    expect(mail.recipients).toEqual([{ name: '', address: 'joerg@contoso.example' }]);
  });

  test('a test mail says so in both languages', async () => {
    const subjects = ['en', 'de'].map(async (language) => {
      const { raw } = composeTest({
        from: FROM,
        to: { name: null, address: 'admin@contoso.example' },
        language: language === 'de' ? 'de' : 'en',
        date: new Date(),
      });
      return (await parsed(raw)).subject;
    });
    expect(await Promise.all(subjects)).toEqual(['Test mail from SCIM Rehearsal', 'Testmail von SCIM Rehearsal']);
  });
});

describe('whatever an identity provider sends as a name', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'x\r\nBcc: evil@example.org',
      'x\nSubject: other',
      '\r\n\r\n<script>',
      '"><img src=x>',
      '=?UTF-8?Q?=0ABcc:?=',
      'a, b <c@d.e>',
      '\u2028Bcc: x',
    ),
  );

  test('no header is added, and there is one recipient', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, userName) => {
        const mail = await parsed(invitation({ name, userName }).raw);
        expect([...mail.headers.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual([
          'auto-submitted',
          'content-language',
          'content-type',
          'date',
          'from',
          'message-id',
          'mime-version',
          'subject',
          'to',
        ]);
        expect(mail.recipients.map(({ address }) => address)).toEqual(['joerg@contoso.example']);
      }),
      { numRuns: 200 },
    );
  });

  test('no markup gets into the HTML', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, userName) => {
        const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
        const plain = readMessage(invitation({ name: 'x', userName: 'x' }).raw).html;
        expect(tags(readMessage(invitation({ name, userName }).raw).html)).toEqual(tags(plain));
      }),
    );
  });

  test('what the console reads of it is what a mail parser reads', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const { raw } = invitation({ name });
        const mail = await parsed(raw);
        const own = readMessage(raw);
        expect(own.text.trimEnd()).toBe(mail.text?.trimEnd());
        expect(own.html.trimEnd()).toBe(mail.html.trimEnd());
      }),
      { numRuns: 100 },
    );
  });
});
