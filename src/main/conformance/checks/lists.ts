import { URN } from '#shared/scim/urns.ts';
import { isRecord } from '../../replay/recorded.ts';
import type { Bench, Made } from '../bench.ts';
import type { Check } from '../check.ts';
import { type Reply, at, expect, expectError, expectStatus, listAt, textAt } from '../client.ts';
import { nest } from '../nest.ts';

const base = { group: 'lists', binding: 'must' } as const;

async function several(bench: Bench, count: number): Promise<Made[]> {
  const made: Made[] = [];
  for (let i = 0; i < count; i++) made.push(await bench.user());
  return made;
}

async function list(bench: Bench, parameters: Readonly<Record<string, string>>): Promise<Reply> {
  const { usersPath } = await bench.offer();
  return bench.client.get(`${usersPath}?${new URLSearchParams(parameters).toString()}`);
}

const names = (reply: Reply) => listAt(reply.json, 'Resources').map((one) => textAt(one, 'userName').toLowerCase());
const anyOf = (made: readonly Made[]) => made.map(({ name }) => `userName eq "${name}"`).join(' or ');

/** Sorting, projection, paging and `/.search`: RFC 7644 §3.4.2.3-§3.4.3, §3.9; RFC 9865. */
export const listChecks: readonly Check[] = [
  {
    ...base,
    id: 'lists.sort',
    title: 'sortBy sorts, upwards unless told otherwise',
    source: 'RFC 7644 §3.4.2.3',
    needs: ['sort', 'filter'],
    fix: 'Sort by sortBy, ascending by default, without regard to case where the attribute has none.',
    run: async (bench) => {
      const made = await several(bench, 3);
      const expected = made.map(({ name }) => name).toSorted();
      const up = await list(bench, { filter: anyOf(made), sortBy: 'userName' });
      expectStatus(up, 200, 'A sorted list');
      expect(names(up).join() === expected.join(), `sortBy=userName gave ${names(up).join(', ')}.`);
      const down = await list(bench, { filter: anyOf(made), sortBy: 'userName', sortOrder: 'descending' });
      expect(names(down).join() === expected.toReversed().join(), `sortOrder=descending gave ${names(down).join(', ')}.`);
    },
  },
  {
    ...base,
    id: 'lists.attributes',
    title: 'attributes returns these and what is always returned',
    source: 'RFC 7644 §3.9',
    fix: 'Return the named attributes, and those with returned always, such as id.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.get(`${path}?attributes=userName`);
      expectStatus(reply, 200, 'Reading with attributes=userName');
      expect(textAt(reply.json, 'id') !== '' && textAt(reply.json, 'userName') !== '', 'id and userName should come back.');
      const more = isRecord(reply.json)
        ? Object.keys(reply.json).filter((name) => !['id', 'schemas', 'userName'].includes(name))
        : [];
      expect(more.length === 0, `Besides, ${more.join(', ')} came back.`);
    },
  },
  {
    ...base,
    id: 'lists.excluded-attributes',
    title: 'excludedAttributes leaves these out',
    source: 'RFC 7644 §3.9',
    fix: 'Leave the named attributes out, but never those with returned always.',
    run: async (bench) => {
      const text = await bench.writableText();
      const { path } = await bench.user(nest(text, 'Excluded'));
      const reply = await bench.client.get(`${path}?excludedAttributes=${text},id`);
      expectStatus(reply, 200, `Reading with excludedAttributes=${text},id`);
      expect(at(reply.json, text) === undefined, `${text} came back all the same.`);
      expect(textAt(reply.json, 'id') !== '', 'id is returned always, and did not come back.');
    },
  },
  {
    ...base,
    id: 'lists.projection-on-write',
    title: 'attributes holds for the answer to a POST',
    source: 'RFC 7644 §3.9',
    binding: 'should',
    fix: 'Apply attributes and excludedAttributes to the answers of POST, PUT and PATCH too.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.create(`${usersPath}?attributes=userName`, await bench.userBody(bench.newName()));
      expectStatus(reply, 201, 'POST with attributes=userName');
      expect(at(reply.json, 'meta') === undefined, 'meta came back, though only userName was asked for.');
    },
  },
  {
    ...base,
    id: 'lists.numbers',
    title: 'A list says how much there is, in numbers',
    source: 'RFC 7644 §3.4.2, §3.4.2.4',
    fix: 'Give totalResults, startIndex and itemsPerPage as JSON numbers.',
    run: async (bench) => {
      await bench.user();
      const reply = await list(bench, { startIndex: '1', count: '1' });
      expectStatus(reply, 200, 'A page of one');
      for (const name of ['totalResults', 'startIndex', 'itemsPerPage']) {
        expect(Number.isInteger(at(reply.json, name)), `${name} is ${JSON.stringify(at(reply.json, name))}, not a whole number.`);
      }
      expect(listAt(reply.json, 'Resources').length === 1, 'A page of one should have one resource.');
    },
  },
  {
    ...base,
    id: 'lists.pages',
    title: 'Pages follow each other without gap or repeat',
    source: 'RFC 7644 §3.4.2.4',
    needs: ['filter'],
    fix: 'Keep one order over all pages; startIndex counts from 1.',
    run: async (bench) => {
      const made = await several(bench, 3);
      const seen: string[] = [];
      for (const startIndex of ['1', '2', '3']) {
        const reply = await list(bench, { filter: anyOf(made), startIndex, count: '1' });
        expectStatus(reply, 200, `The page at startIndex ${startIndex}`);
        expect(at(reply.json, 'totalResults') === 3, `totalResults is ${String(at(reply.json, 'totalResults'))}, not 3.`);
        seen.push(...names(reply));
      }
      expect(new Set(seen).size === 3, `Three pages of one gave ${seen.join(', ')}.`);
    },
  },
  {
    ...base,
    id: 'lists.beyond-end',
    title: 'A page beyond the end is empty',
    source: 'RFC 7644 §3.4.2.4',
    fix: 'Answer 200 with no resources and the true totalResults.',
    run: async (bench) => {
      const reply = await list(bench, { startIndex: '1000000', count: '10' });
      expectStatus(reply, 200, 'A page beyond the end');
      expect(listAt(reply.json, 'Resources').length === 0, 'There should be no resources.');
    },
  },
  {
    ...base,
    id: 'lists.index-below-one',
    title: 'A startIndex below 1 counts as 1',
    source: 'RFC 7644 §3.4.2.4',
    fix: 'Take a startIndex below 1 for 1.',
    run: async (bench) => {
      await bench.user();
      const reply = await list(bench, { startIndex: '0', count: '1' });
      expectStatus(reply, 200, 'startIndex=0');
      expect(listAt(reply.json, 'Resources').length === 1, 'The first page should come back.');
    },
  },
  {
    ...base,
    id: 'lists.count-zero',
    title: 'count=0 gives the number alone',
    source: 'RFC 7644 §3.4.2.4',
    fix: 'Answer 200 with totalResults and no resources; a negative count counts as 0.',
    run: async (bench) => {
      await bench.user();
      for (const count of ['0', '-1']) {
        const reply = await list(bench, { count });
        expectStatus(reply, 200, `count=${count}`);
        expect(listAt(reply.json, 'Resources').length === 0, `count=${count} came with resources.`);
        expect(Number(at(reply.json, 'totalResults')) > 0, `count=${count} came without the true totalResults.`);
      }
    },
  },
  {
    ...base,
    id: 'lists.cursor',
    title: 'A cursor leads through all pages',
    source: 'RFC 9865 §2',
    needs: ['cursor', 'filter'],
    fix: 'Start with an empty cursor parameter; give nextCursor until the last page.',
    run: async (bench) => {
      const made = await several(bench, 3);
      const seen: string[] = [];
      let cursor = '';
      for (let page = 1; page <= 4; page++) {
        const reply = await list(bench, { filter: anyOf(made), count: '2', cursor });
        expectStatus(reply, 200, `Page ${page} by cursor`);
        seen.push(...names(reply));
        cursor = textAt(reply.json, 'nextCursor');
        if (cursor === '') break;
      }
      expect(cursor === '', 'The last page still has a nextCursor.');
      expect(seen.length === 3 && new Set(seen).size === 3, `The pages gave ${seen.length} users, not the three.`);
    },
  },
  {
    ...base,
    id: 'lists.bad-cursor',
    title: 'A made-up cursor is refused',
    source: 'RFC 9865 §2.1',
    needs: ['cursor'],
    fix: 'Answer 400 with scimType invalidCursor.',
    run: async (bench) => {
      expectError(await list(bench, { cursor: 'made-up', count: '2' }), 400, 'A made-up cursor', ['invalidCursor']);
    },
  },
  {
    ...base,
    id: 'lists.search',
    title: 'POST /.search searches like GET',
    source: 'RFC 7644 §3.4.3',
    binding: 'should',
    needs: ['filter'],
    fix: 'Answer POST {endpoint}/.search with a ListResponse.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { name } = await bench.user();
      const filter = `userName eq "${name}"`;
      const reply = await bench.client.post(`${usersPath}/.search`, {
        schemas: [URN.searchRequest],
        filter,
        startIndex: 1,
        count: 10,
      });
      expectStatus(reply, 200, 'POST /.search');
      expect(names(reply).join() === name, `POST /.search found ${names(reply).join(', ') || 'nobody'}.`);
    },
  },
];
