import { beforeAll, describe, expect, test } from 'vitest';
import {
  ENTERPRISE,
  LIST_RESPONSE,
  SEARCH_REQUEST,
  USER,
  bodyOf,
  created,
  expectError,
  group,
  listed,
  search,
  user,
  withHost,
} from './with-host.ts';

const running = withHost();
const OWN = 'userName sw "list-"';
const NAMES = Array.from({ length: 25 }, (_, index) => `list-${String(index).padStart(2, '0')}`);
/** two of three have a title, and each title is that of several: ties and gaps */
const titleOf = (index: number) => (index % 3 === 0 ? undefined : ['beta', 'Alpha', 'gamma', 'BETA'][index % 4]);

beforeAll(async () => {
  for (const [index, name] of NAMES.entries()) {
    const title = titleOf(index);
    await created(
      running.client,
      '/Users',
      user(name, {
        ...(title === undefined ? {} : { title }),
        name: { familyName: `F${String(99 - index)}`, givenName: 'G' },
        emails: [
          { value: `z${index}@contoso.example`, type: 'home' },
          { value: `${String(99 - index)}@contoso.example`, type: 'work', primary: true },
        ],
        [ENTERPRISE]: { department: index % 2 === 0 ? 'Even' : 'Odd', employeeNumber: String(index) },
      }),
    );
  }
  await created(running.client, '/Groups', group('list-group-b'));
  await created(running.client, '/Groups', group('list-group-a'));
});

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

describe('RFC 9865: paging by cursor', () => {
  const page = async (more: string) => bodyOf(await running.client.get(`/Users${search(OWN, more)}`));
  const namesIn = (body: { Resources?: Record<string, unknown>[] }) =>
    (body.Resources ?? []).map((one) => String(one['userName']));
  const cursorOf = (body: Record<string, unknown>, name: string) => encodeURIComponent(String(body[name]));

  test.each([
    ['without an order', '', NAMES],
    ['sorted', '&sortBy=userName&sortOrder=descending', NAMES.toReversed()],
    ['sorted by a number of members that no SQL knows', '&sortBy=meta.location', null],
    ['sorted by what several have and some do not have', '&sortBy=title', null],
    ['the same, descending', '&sortBy=title&sortOrder=descending', null],
    ['sorted by creation', '&sortBy=meta.created', NAMES],
  ])('%s: forward to the end and back to the begin', async (_how, sort, expected) => {
    const whole = namesIn(await page(`${sort}&count=100`));
    if (expected !== null) expect(whole).toEqual(expected);
    const forward: string[][] = [];
    let body = await page(`${sort}&cursor&count=6`);
    for (;;) {
      expect(body['totalResults']).toBe(25);
      expect(body).not.toHaveProperty('startIndex');
      forward.push(namesIn(body));
      if (body['nextCursor'] === undefined) break;
      body = await page(`${sort}&cursor=${cursorOf(body, 'nextCursor')}&count=6`);
    }
    expect(forward.map((one) => one.length)).toEqual([6, 6, 6, 6, 1]);
    expect(forward.flat()).toEqual(whole);
    const back: string[][] = [];
    while (body['previousCursor'] !== undefined) {
      body = await page(`${sort}&cursor=${cursorOf(body, 'previousCursor')}&count=6`);
      back.unshift(namesIn(body));
    }
    expect(back.flat()).toEqual(whole.slice(0, 24));
    const again = await page(`${sort}&cursor=${cursorOf(body, 'nextCursor')}&count=6`);
    expect(namesIn(again)).toEqual(whole.slice(6, 12));
  });

  test('a row that is deleted between two pages neither repeats nor skips the others', async () => {
    for (const sort of ['', '&sortBy=userName', '&sortBy=meta.location']) {
      const made = [];
      for (const name of ['a', 'b', 'c', 'd']) made.push(await created(running.client, '/Users', user(`cursor-${name}`)));
      const filter = search('userName sw "cursor-"', sort);
      const first = bodyOf(await running.client.get(`/Users${filter}&cursor=&count=2`));
      const last = first.Resources?.[1];
      await running.client.delete(`/Users/${last?.id}`);
      const second = bodyOf(await running.client.get(`/Users${filter}&cursor=${cursorOf(first, 'nextCursor')}&count=9`));
      const seen = [...(first.Resources ?? []), ...(second.Resources ?? [])].map((one) => String(one.id)).toSorted();
      expect(seen, sort).toEqual(made.map((one) => one.id).toSorted());
      for (const one of made) await running.client.delete(`/Users/${one.id}`);
    }
  });

  test('a cursor holds for its query only; a made-up one is refused; a count of 0 is invalidCount', async () => {
    const first = await page('&cursor=&count=5');
    const cursor = cursorOf(first, 'nextCursor');
    expectError(await running.client.get(`/Users?cursor=${cursor}`), 400, 'invalidCursor');
    expectError(await running.client.get(`/Groups${search(OWN)}&cursor=${cursor}`), 400, 'invalidFilter');
    expectError(await running.client.get(`/Users${search(OWN)}&sortBy=title&cursor=${cursor}`), 400, 'invalidCursor');
    expectError(await running.client.get('/Users?cursor=abc'), 400, 'invalidCursor');
    expectError(await running.client.get('/Users?cursor=&count=0'), 400, 'invalidCount');
    expectError(await running.client.get('/Users?cursor=&startIndex=1'), 400, 'invalidValue');
  });

  test('the page size may change from page to page', async () => {
    const first = await page('&cursor=&count=5');
    const second = await page(`&cursor=${cursorOf(first, 'nextCursor')}&count=20`);
    expect([...namesIn(first), ...namesIn(second)]).toEqual(NAMES);
    expect(second).not.toHaveProperty('nextCursor');
  });
});

describe('RFC 7644 §3.4.3: searching with POST', () => {
  const searchIn = (endpoint: string, request: object) =>
    running.client.post(`${endpoint}/.search`, { schemas: [SEARCH_REQUEST], ...request });

  test('at a resource type it answers as the GET does', async () => {
    const request = {
      filter: OWN,
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 3,
      count: 4,
      attributes: ['userName'],
    };
    const posted = bodyOf(await searchIn('/Users', request));
    const got = bodyOf(
      await running.client.get(
        `/Users${search(OWN, '&sortBy=userName&sortOrder=descending&startIndex=3&count=4&attributes=userName')}`,
      ),
    );
    expect(posted).toEqual(got);
    const excluded = bodyOf(await searchIn('/Users', { filter: OWN, count: 1, excludedAttributes: ['emails', 'name'] }));
    expect(excluded.Resources?.[0]).not.toHaveProperty('emails');
  });

  test('RFC 9865 §3: with a cursor', async () => {
    const first = bodyOf(await searchIn('/Users', { filter: OWN, cursor: '', count: 24 }));
    const second = bodyOf(await searchIn('/Users', { filter: OWN, cursor: first['nextCursor'], count: 24 }));
    expect((second.Resources ?? []).map((one) => one['userName'])).toEqual(['list-24']);
  });

  test('at the root it covers every resource type', async () => {
    const body = bodyOf(
      await searchIn('', { filter: 'meta.resourceType eq "Group" or meta.resourceType eq "User"', count: 1000 }),
    );
    const types = new Set((body.Resources ?? []).map((one) => (one['meta'] as { resourceType: string }).resourceType));
    expect(types).toEqual(new Set(['User', 'Group']));
    expect(body['totalResults']).toBe((body.Resources ?? []).length);
    expect(bodyOf(await running.client.get('?count=0'))['totalResults']).toBe(body['totalResults']);
  });

  test('RFC 7644 §3.4.2.1: at the root an attribute that a type does not have counts as having no value there', async () => {
    const either = await searchIn('', { filter: 'userName eq "list-03" or displayName eq "list-group-a"' });
    expect(bodyOf(either)['totalResults']).toBe(2);
    const neither = await searchIn('', { filter: 'displayName sw "list-group" and not (userName pr)' });
    expect(listed(neither, 'displayName')).toEqual(['list-group-b', 'list-group-a']);
    expectError(await searchIn('', { filter: 'shoeSize eq "42"' }), 400, 'invalidFilter');
  });

  test('RFC 7644 §3.4.2.3: at the root the order goes across the types; who lacks the attribute comes last', async () => {
    const byName = await searchIn('', {
      filter: 'userName sw "list-0" or displayName sw "list-"',
      sortBy: 'userName',
      count: 100,
    });
    const users = NAMES.filter((name) => name.startsWith('list-0'));
    expect(listed(byName, 'userName')).toEqual([...users, undefined, undefined]);
    const byDisplay = await searchIn('', {
      filter: 'userName sw "list-0" or displayName sw "list-"',
      sortBy: 'displayName',
      count: 3,
    });
    expect(listed(byDisplay, 'displayName')).toEqual(['list-group-a', 'list-group-b', undefined]);
  });

  test('at the root, pages follow each other across the types, by index and by cursor', async () => {
    const filter = 'userName sw "list-1" or displayName sw "list-"';
    const whole = bodyOf(await searchIn('', { filter, count: 100 }));
    const all = (whole.Resources ?? []).map((one) => one.id);
    expect(all).toHaveLength(12);
    const byIndex: unknown[] = [];
    for (const startIndex of [1, 6, 11]) byIndex.push(...listed(await searchIn('', { filter, startIndex, count: 5 }), 'id'));
    expect(byIndex).toEqual(all);
    const byCursor: unknown[] = [];
    let cursor: unknown = '';
    while (typeof cursor === 'string') {
      const body = bodyOf(await searchIn('', { filter, cursor, count: 5 }));
      byCursor.push(...(body.Resources ?? []).map((one) => one.id));
      cursor = body['nextCursor'];
    }
    expect(byCursor).toEqual(all);
  });

  test('a body that is no search request is refused', async () => {
    expectError(await running.client.post('/Users/.search', { filter: OWN }), 400, 'invalidSyntax');
    expectError(await searchIn('/Users', { count: 'many' }), 400, 'invalidValue');
    expectError(await searchIn('/Users', { filter: '(((' }), 400, 'invalidFilter');
    expectError(await searchIn('/Nothing', {}), 404);
  });
});
