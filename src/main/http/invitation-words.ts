import type { Language } from '../mail/words.ts';

interface PageWords {
  readonly title: string;
  readonly account: string;
  readonly password: string;
  readonly repeat: string;
  readonly rule: string;
  readonly button: string;
  readonly set: string;
  readonly setText: (userName: string) => string;
  readonly differ: string;
  readonly tooShort: string;
  readonly unreadable: string;
  readonly foreign: string;
  readonly used: string;
  readonly usedText: string;
  readonly dead: string;
  readonly deadText: string;
  readonly unknown: string;
  readonly unknownText: string;
  readonly rehearsal: string;
}

/** What the page behind the link of an invitation says. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    title: 'Set your password',
    account: 'User name',
    password: 'New password',
    repeat: 'Repeat it',
    rule: 'At least 6 characters',
    button: 'Set password',
    set: 'The password is set',
    setText: (userName) => `${userName} can log in with it from now on. The link of the invitation no longer works.`,
    differ: 'The two passwords differ. Enter the same one twice.',
    tooShort: 'The password must have 6 to 200 characters.',
    unreadable: 'The form did not arrive whole. Enter the password again.',
    foreign: 'The form was sent from another page. Open the link of the invitation and enter the password there.',
    used: 'This link has been used',
    usedText: 'A password was set with it, and it works only once. Ask an administrator for a new invitation if you need one.',
    dead: 'This link no longer works',
    deadText:
      'A password was set another way, a newer invitation was sent, or the account was deleted. Look for a newer mail, or ask an administrator.',
    unknown: 'There is no such link',
    unknownText: 'Check that the link was copied whole from the mail.',
    rehearsal: 'This is SCIM Rehearsal on this computer, not Meisterplan.',
  },
  de: {
    title: 'Passwort festlegen',
    account: 'Benutzername',
    password: 'Neues Passwort',
    repeat: 'Wiederholung',
    rule: 'Mindestens 6 Zeichen',
    button: 'Passwort festlegen',
    set: 'Das Passwort ist festgelegt',
    setText: (userName) => `${userName} kann sich ab jetzt damit anmelden. Der Link der Einladung funktioniert nicht mehr.`,
    differ: 'Die beiden Passwörter sind verschieden. Geben Sie zweimal dasselbe ein.',
    tooShort: 'Das Passwort muss 6 bis 200 Zeichen haben.',
    unreadable: 'Das Formular kam nicht vollständig an. Geben Sie das Passwort noch einmal ein.',
    foreign: 'Das Formular kam von einer anderen Seite. Öffnen Sie den Link der Einladung und geben Sie das Passwort dort ein.',
    used: 'Dieser Link wurde schon benutzt',
    usedText:
      'Mit ihm wurde ein Passwort festgelegt, und er gilt nur einmal. Bitten Sie bei Bedarf einen Administrator um eine neue Einladung.',
    dead: 'Dieser Link funktioniert nicht mehr',
    deadText:
      'Ein Passwort wurde anders festgelegt, eine neuere Einladung wurde verschickt, oder das Konto wurde gelöscht. Suchen Sie nach einer neueren Mail, oder fragen Sie einen Administrator.',
    unknown: 'Diesen Link gibt es nicht',
    unknownText: 'Prüfen Sie, ob der Link vollständig aus der Mail kopiert wurde.',
    rehearsal: 'Dies ist SCIM Rehearsal auf diesem Rechner, nicht Meisterplan.',
  },
};
