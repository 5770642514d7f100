/** Languages of the mails and of the page behind their link. */
export type Language = 'en' | 'de';

/** What an invitation says. The wording is our own, because the vendor publishes none. */
export interface InvitationWords {
  readonly subject: string;
  readonly greeting: (name: string | null) => string;
  readonly intro: string;
  readonly userName: string;
  readonly act: string;
  readonly button: string;
  readonly once: string;
  readonly rehearsal: string;
}

export const INVITATION_WORDS: Readonly<Record<Language, InvitationWords>> = {
  en: {
    subject: 'Invitation: set your password',
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    intro: 'An account was made for you.',
    userName: 'User name',
    act: 'Set a password to log in for the first time:',
    button: 'Set password',
    once: 'The link works until a password is set.',
    rehearsal:
      'This is a rehearsal. SCIM Rehearsal wrote this mail; it is not from Meisterplan, and the link opens only on the computer on which the rehearsal runs.',
  },
  de: {
    subject: 'Einladung: Legen Sie Ihr Passwort fest',
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    intro: 'für Sie wurde ein Konto angelegt.',
    userName: 'Benutzername',
    act: 'Legen Sie ein Passwort fest, um sich zum ersten Mal anzumelden:',
    button: 'Passwort festlegen',
    once: 'Der Link funktioniert, bis ein Passwort festgelegt ist.',
    rehearsal:
      'Dies ist eine Probe. SCIM Rehearsal hat diese Mail geschrieben; sie kommt nicht von Meisterplan, und der Link öffnet sich nur auf dem Rechner, auf dem die Probe läuft.',
  },
};

export const TEST_WORDS = {
  en: {
    subject: 'Test mail from SCIM Rehearsal',
    text: 'The mail server takes mails of SCIM Rehearsal. From now on its invitations go out through it.',
  },
  de: {
    subject: 'Testmail von SCIM Rehearsal',
    text: 'Der Mailserver nimmt Mails von SCIM Rehearsal an. Ab jetzt gehen die Einladungen über ihn hinaus.',
  },
} as const satisfies Record<Language, { subject: string; text: string }>;
