import { describe, expect, test } from 'vitest';
import { readUsers } from '#main/user-list/read-users.ts';

const read = (text: string, columns?: Parameters<typeof readUsers>[1]) => readUsers(Buffer.from(text), columns);

describe('a user list', () => {
  test('is read by its headings in English and German, whatever separates the columns', async () => {
    const english = await read(
      'User Name,E-Mail,First Name,Last Name,User Groups,Active\nanna,a@x.example,Anna,Berg,"Admins; Planners",yes\n',
    );
    const german = await read(
      'Nachname;Vorname;Benutzername;E-Mail-Adresse;Benutzergruppen;Aktiv\nBerg;Anna;anna;a@x.example;"Admins, Planners";ja\n',
    );
    expect(english.users).toEqual([
      {
        userName: 'anna',
        email: 'a@x.example',
        givenName: 'Anna',
        familyName: 'Berg',
        groups: ['Admins', 'Planners'],
        active: true,
      },
    ]);
    expect(german.users).toEqual(english.users);
  });

  test('is read by the columns that the admin chose', async () => {
    const columns = { userName: 1, email: null, givenName: null, familyName: null, groups: null, active: null };
    expect((await read('A;B\nx;anna\n', columns)).users).toMatchObject([{ userName: 'anna', email: null, active: null }]);
  });

  test('whose user names are not found by a heading is shown with its headings, so that one can be chosen', async () => {
    expect(await read('Vorname;Kennung\nAnna;anna\n')).toMatchObject({
      headings: ['Vorname', 'Kennung'],
      columns: { userName: null },
      users: [],
    });
  });

  test('says line by line what is left out or not understood', async () => {
    const { users, problems } = await read('Username;Active\nanna;maybe\n;yes\nANNA;yes\nben;no\n');
    expect(users).toMatchObject([
      { userName: 'anna', active: null },
      { userName: 'ben', active: false },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(problems[2]?.what).toBe('"ANNA" was there in line 2 already; that one counts.');
  });

  test.each([
    ['', 'The file is empty.'],
    ['PK\u0003\u0004rest', 'damaged or cut off'],
    ['one\ntwo\n', 'one column only'],
    ['a;b\n1;2\n', 'none of the headings is known'],
    ['Username;Mail\n', 'No line of the file holds a user'],
  ])('that is none is refused with a sentence: %j', async (text, sentence) => {
    await expect(read(text)).rejects.toThrow(sentence);
    await expect(read(text)).rejects.toThrow(/\.$/);
  });
});
