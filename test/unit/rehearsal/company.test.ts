import { describe, expect, test } from 'vitest';
import { generateCompany, newcomer } from '#main/rehearsal/company/generate.ts';
import type { Company, Person } from '#main/rehearsal/company/person.ts';
import { readCompany } from '#main/rehearsal/company/read-company.ts';
import { TableFileError } from '#main/table/table-file-error.ts';

const everybody = (company: Company): Person[] => Array.from({ length: company.size }, (_, i) => company.person(i));

describe('a generated company', () => {
  test('is the same for the same seed, and another one for another seed', () => {
    const names = (seed: number) => everybody(generateCompany({ people: 100, groups: 3, seed })).map(({ userName }) => userName);
    expect(names(7)).toEqual(names(7));
    expect(names(7)).not.toEqual(names(8));
  });

  test('gives 100,000 people user names that differ in more than case, and no person depends on who was asked for before', () => {
    const company = generateCompany({ people: 100_000, groups: 10, seed: 3 });
    const last = company.person(99_999);
    const names = new Set<string>();
    for (let i = 0; i < company.size; i++) names.add(company.person(i).userName.toLowerCase());
    expect(names.size).toBe(100_000);
    expect(company.person(99_999)).toEqual(last);
  });

  test('has what directories have: umlauts, apostrophes, double names, mixed case, other addresses, none at all', () => {
    const people = everybody(generateCompany({ people: 1000, groups: 1, seed: 1 }));
    const share = (is: (person: Person) => boolean) => people.filter(is).length;
    expect(share(({ familyName }) => /[äöüß]/.test(familyName))).toBeGreaterThan(50);
    expect(share(({ userName }) => userName.includes("'"))).toBeGreaterThan(10);
    expect(share(({ familyName }) => /[ -]/.test(familyName))).toBeGreaterThan(10);
    expect(share(({ userName }) => userName !== userName.toLowerCase())).toBeGreaterThan(100);
    expect(share(({ mail, userName }) => mail !== null && mail !== userName.toLowerCase())).toBeGreaterThan(50);
    expect(share(({ mail }) => mail === null)).toBe(19);
    expect(people.every(({ userName }) => /^[a-z'.-]+\d*@[a-z.]+$/i.test(userName))).toBe(true);
  });

  test('has groups whose members are people of it, each once, and a manager for everybody but the first', () => {
    const company = generateCompany({ people: 200, groups: 50, seed: 1 });
    const { groups } = company;
    expect(new Set(groups.map(({ name }) => name)).size).toBe(50);
    for (const { members } of groups) {
      expect(new Set(members).size).toBe(members.length);
      expect(members.every((index) => index >= 0 && index < 200)).toBe(true);
    }
    expect(company.person(0).manager).toBeNull();
    expect(company.person(9).manager).toBe('p1');
  });

  test('finds newcomers whom it does not employ yet', () => {
    const company = generateCompany({ people: 100, groups: 1, seed: 1 });
    const names = new Set(everybody(company).map(({ userName }) => userName.toLowerCase()));
    expect(names.has(newcomer(company, 1, 1).userName)).toBe(false);
    expect(newcomer(company, 1, 1)).toEqual(newcomer(company, 1, 1));
  });
});

describe('people from a list', () => {
  const read = (text: string) => readCompany(Buffer.from(text));

  test('are found by the headings of an export of Entra ID, with groups and managers', async () => {
    const { company, remarks } = await read(
      [
        'userPrincipalName,displayName,givenName,surname,mail,department,manager,Groups',
        "sean@c.example,Sean O'Brien,Sean,O'Brien,sean@mail.example,R&D,,Sales;Board",
        '"ana@c.example","García, Ana",Ana,García,,HR,SEAN@c.example,Sales',
      ].join('\r\n'),
    );
    expect(remarks).toEqual([]);
    expect(company.person(0)).toMatchObject({ userName: 'sean@c.example', mail: 'sean@mail.example', familyName: "O'Brien" });
    expect(company.person(1)).toMatchObject({ mail: null, displayName: 'García, Ana', manager: 'p0' });
    expect(company.groups.map(({ name, members }) => [name, members])).toEqual([
      ['Sales', [0, 1]],
      ['Board', [0]],
    ]);
  });

  test('are read from UTF-16 of either byte order, and where a heading begins like an archive', async () => {
    const bytes = Buffer.from('\uFEFFUserName;Vorname\nanna@contoso.example;Jörg', 'utf16le');
    const swapped = Buffer.from(bytes).swap16();
    for (const file of [bytes, swapped]) expect((await readCompany(file)).company.person(0).givenName).toBe('Jörg');
    expect((await readCompany(Buffer.from('PK;UserName\n1;anna@contoso.example'))).company.size).toBe(1);
  });

  test('are found in a German list with semicolons, as Excel saves it in Windows-1252', async () => {
    const bytes = Buffer.from(
      'Benutzername;Vorname;Nachname;E-Mail-Adresse\nj@c.example;J\u00f6rg;M\u00fcller;j@c.example\n',
      'latin1',
    );
    expect((await readCompany(bytes)).company.person(0)).toMatchObject({
      givenName: 'Jörg',
      familyName: 'Müller',
      mail: 'j@c.example',
    });
  });

  test('are left out, and named, where a line has no user name, a formula, or one that was there', async () => {
    const { company, remarks } = await read('login,mail\na@c.example,\n,x\n=1+1,x\nA@C.example,x\n');
    expect(company.size).toBe(1);
    expect(remarks).toEqual([
      'Line 3 of the file was left out: it has no user name.',
      'Line 4 of the file was left out: "=1+1" is a formula, not a user name.',
      'Line 5 of the file was left out: the user name A@C.example was there already.',
    ]);
  });

  const BAD: readonly [string, string | Uint8Array, RegExp][] = [
    ['an empty file', '', /empty/],
    ['a heading only', 'login\n', /No line of the file holds a person/],
    ['no column for the user name', 'name,town\nA,B\n', /No column holds the user name; the headings are "name", "town"/],
    ['JSON', '{"users":[]}', /looks like JSON/],
    ['a web page', '<html>', /XML or HTML/],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest'), /workbook and is damaged/],
    ['a workbook with a password', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), /before 2007/],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0]), /bytes that no text has/],
    ['a quote that is never closed', 'login\n"a@c.example\n', /a quote is opened and never closed/],
  ];
  for (const [what, file, message] of BAD) {
    test(`${what} is refused in a sentence`, async () => {
      const reading = readCompany(Buffer.from(file));
      await expect(reading).rejects.toThrow(TableFileError);
      await expect(reading).rejects.toThrow(message);
    });
  }
});
