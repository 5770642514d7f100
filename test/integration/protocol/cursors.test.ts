import { describe, expect, test } from 'vitest';
import { bodyOf, created, expectError, search, user } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { NAMES, OWN, withListedUsers } from './listed-users.ts';

const running = withHost();
withListedUsers(running);

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
