import { describe, expect, test } from 'vitest';
import { ENTERPRISE, LIST_RESPONSE, USER, bodyOf, expectError, listed, search } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { NAMES, OWN, withListedUsers } from './listed-users.ts';

const running = withHost();
withListedUsers(running);

describe('RFC 7644 §3.4.2.3: sorting', () => {
  const sorted = async (more: string) => listed(await running.client.get(`/Users${search(OWN, more)}`), 'userName');

  test('by a string, ascending by default, descending when asked for; names in any case', async () => {
    expect(await sorted('&sortBy=userName')).toEqual(NAMES);
    expect(await sorted('&sortBy=USERNAME&sortOrder=descending')).toEqual(NAMES.toReversed());
    expect(await sorted('&sortBy=name.familyName')).toEqual(NAMES.toReversed());
  });

  test('by a multi-valued attribute: its primary value counts, not the first', async () => {
    expect(await sorted('&sortBy=emails')).toEqual(NAMES.toReversed());
    expect(await sorted('&sortBy=emails.value')).toEqual(NAMES.toReversed());
  });

  test('by an attribute of an extension, and by meta.created', async () => {
    const byDepartment = await sorted(`&sortBy=${encodeURIComponent(`${ENTERPRISE}:department`)}`);
    expect(byDepartment.slice(0, 13)).toEqual(NAMES.filter((_, index) => index % 2 === 0));
    expect(await sorted('&sortBy=meta.created&sortOrder=descending')).toHaveLength(25);
  });

  test('strings are compared without regard to case; what has no value comes last, and first when descending', async () => {
    const titles = async (more: string) =>
      listed(await running.client.get(`/Users${search(OWN, more)}`), 'title').map((one) => String(one).toLowerCase());
    const ascending = await titles('&sortBy=title');
    expect(ascending.slice(0, 16)).toEqual(ascending.slice(0, 16).toSorted());
    expect(ascending.slice(16)).toEqual(Array.from({ length: 9 }, () => 'undefined'));
    const descending = await titles('&sortBy=title&sortOrder=descending');
    expect(descending.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 'undefined'));
    expect(descending.slice(9)).toEqual(ascending.slice(0, 16).toReversed());
  });

  test('what cannot be sorted by is refused', async () => {
    for (const more of ['sortBy=shoeSize', 'sortBy=name', 'sortBy=password', 'sortBy=title&sortOrder=sideways']) {
      expectError(await running.client.get(`/Users?${more}`), 400, 'invalidValue');
    }
  });
});

describe('RFC 7644 §3.4.2.5, §3.9: projection', () => {
  const one = async (query: string) =>
    (bodyOf(await running.client.get(`/Users${search('userName eq "list-01"')}&${query}`)).Resources ?? [])[0];
  const keys = async (query: string) => Object.keys((await one(query)) ?? {}).toSorted();

  test('attributes: those, and id and schemas always', async () => {
    expect(await keys('attributes=userName')).toEqual(['id', 'schemas', 'userName']);
    expect(await keys('attributes=USERNAME,%20title')).toEqual(['id', 'schemas', 'title', 'userName']);
    expect(await keys(`attributes=${USER}:userName`)).toEqual(['id', 'schemas', 'userName']);
    expect(await keys('attributes=shoeSize')).toEqual(['id', 'schemas']);
    expect(await keys('attributes=meta')).toEqual(['id', 'meta', 'schemas']);
  });

  test('sub-attributes, of single and of multi-valued attributes, and attributes of extensions', async () => {
    expect((await one('attributes=name.familyName'))?.['name']).toEqual({ familyName: 'F98' });
    expect((await one('attributes=emails.value'))?.['emails']).toEqual([
      { value: 'z1@contoso.example' },
      { value: '98@contoso.example' },
    ]);
    expect((await one(`attributes=${ENTERPRISE}:department`))?.[ENTERPRISE]).toEqual({ department: 'Odd' });
    expect((await one(`attributes=${ENTERPRISE}`))?.[ENTERPRISE]).toEqual({ department: 'Odd', employeeNumber: '1' });
  });

  test('excludedAttributes: all but those; id and schemas cannot be excluded', async () => {
    expect(await keys('excludedAttributes=id,schemas,emails,name,meta,title')).toEqual(
      ['id', 'schemas', ENTERPRISE, 'userName'].toSorted(),
    );
    expect((await one('excludedAttributes=name.givenName'))?.['name']).toEqual({ familyName: 'F98' });
    expect(await keys(`excludedAttributes=${ENTERPRISE},name,emails,meta`)).toEqual(['id', 'schemas', 'title', 'userName']);
  });

  test('both at once are refused', async () => {
    expectError(await running.client.get('/Users?attributes=title&excludedAttributes=name'), 400, 'invalidValue');
  });
});

describe('RFC 7644 §3.4.2.4: paging by index', () => {
  const page = async (more: string) => bodyOf(await running.client.get(`/Users${search(OWN, more)}`));

  test('pages follow each other without gap or overlap', async () => {
    const seen: unknown[] = [];
    for (let startIndex = 1; startIndex <= 25; startIndex += 7) {
      const body = await page(`&startIndex=${startIndex}&count=7`);
      expect(body).toMatchObject({
        schemas: [LIST_RESPONSE],
        totalResults: 25,
        startIndex,
        itemsPerPage: Math.min(7, 26 - startIndex),
      });
      seen.push(...(body.Resources ?? []).map((one) => one['userName']));
    }
    expect(seen).toEqual(NAMES);
  });

  test('startIndex below 1 is 1; a count below 0 is 0; beyond the end there is nothing', async () => {
    expect(await page('&startIndex=0&count=1')).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
    expect(await page('&startIndex=-5&count=1')).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
    expect(await page('&count=-3')).toMatchObject({ totalResults: 25, itemsPerPage: 0, Resources: [] });
    expect(await page('&count=0')).toMatchObject({ totalResults: 25, itemsPerPage: 0 });
    expect(await page('&startIndex=26')).toMatchObject({ totalResults: 25, itemsPerPage: 0 });
    expect(await page('&startIndex=99999999999999999999')).toMatchObject({ totalResults: 25, itemsPerPage: 0 });
  });

  test('a count over the limit is the limit; no number is refused', async () => {
    expect(await page('&count=100000')).toMatchObject({ totalResults: 25, itemsPerPage: 25 });
    expectError(await running.client.get('/Users?count=ten'), 400, 'invalidValue');
    expectError(await running.client.get('/Users?startIndex=1.5'), 400, 'invalidValue');
  });

  test('a search without a hit is a list of nothing, not 404', async () => {
    const body = bodyOf(await running.client.get(`/Users${search('userName eq "nobody-here"')}`));
    expect(body).toMatchObject({ schemas: [LIST_RESPONSE], totalResults: 0, itemsPerPage: 0, Resources: [] });
  });
});
