import { type QueryFeatures, parseQuery } from '#main/scim/query.ts';
import { describe, expect, it } from 'vitest';
import { group, refusal, user } from './models.ts';

const features: QueryFeatures = {
  filter: { supported: true, maxResults: 200 },
  sort: true,
  pagination: { cursor: true, defaultPaginationMethod: 'index', defaultPageSize: 100 },
};

describe('RFC 7644 §3.4.2: the query of a list', () => {
  it('without parameters is the first page in the default view', () => {
    expect(parseQuery(group, {}, features)).toMatchObject({
      filter: null,
      filterText: null,
      sort: null,
      paging: { kind: 'index', startIndex: 1, count: 100 },
      projection: null,
    });
  });

  it('takes all its parameters together', () => {
    const query = parseQuery(
      user,
      {
        filter: 'active eq true',
        sortBy: 'userName',
        sortOrder: 'descending',
        startIndex: '11',
        count: '10',
        attributes: 'userName',
      },
      features,
    );
    expect(query).toMatchObject({
      filter: { kind: 'compare', operator: 'eq' },
      filterText: 'active eq true',
      sort: { descending: true, attribute: { path: 'userName' } },
      paging: { kind: 'index', startIndex: 11, count: 10 },
    });
    expect(query.projection?.apply({ schemas: [], id: '1', userName: 'a', title: 'x' })).toEqual({
      schemas: [],
      id: '1',
      userName: 'a',
    });
  });

  it.each([
    [{ filter: '(((' }, 'invalidFilter'],
    [{ filter: '' }, 'invalidFilter'],
    [{ filter: 'nosuch eq "x"' }, 'invalidFilter'],
    [{ sortBy: 'nosuch' }, 'invalidValue'],
    [{ sortBy: 'userName', sortOrder: 'sideways' }, 'invalidValue'],
    [{ count: 'ten' }, 'invalidValue'],
    [{ startIndex: '1.5' }, 'invalidValue'],
    [{ cursor: 'nonsense' }, 'invalidCursor'],
    [{ cursor: '', count: '0' }, 'invalidCount'],
    [{ attributes: 'userName', excludedAttributes: 'emails' }, 'invalidValue'],
  ])('%j is refused', (params, scimType) => {
    expect(refusal(() => parseQuery(user, params, features))).toMatchObject({ status: 400, scimType });
  });

  it('RFC 7644 §3.12: what the profile switches off is 501', () => {
    expect(
      refusal(() =>
        parseQuery(user, { filter: 'active eq true' }, { ...features, filter: { supported: false, maxResults: 200 } }),
      ).status,
    ).toBe(501);
    expect(refusal(() => parseQuery(user, { sortBy: 'userName' }, { ...features, sort: false })).status).toBe(501);
    const noCursor = { ...features.pagination, cursor: false };
    expect(refusal(() => parseQuery(user, { cursor: '' }, { ...features, pagination: noCursor })).status).toBe(501);
  });

  it('RFC 9865 §2: a cursor belongs to its endpoint, filter and order, not to its page size or view', () => {
    const identity = (params: Record<string, string>, model = user): string => parseQuery(model, params, features).identity;
    const base = identity({ filter: 'active eq true', sortBy: 'userName' });
    expect(identity({ filter: 'active eq true', sortBy: 'userName', count: '5', attributes: 'id' })).toBe(base);
    expect(identity({ filter: 'active eq false', sortBy: 'userName' })).not.toBe(base);
    expect(identity({ filter: 'active eq true', sortBy: 'title' })).not.toBe(base);
    expect(identity({ filter: 'active eq true', sortBy: 'userName', sortOrder: 'descending' })).not.toBe(base);
    expect(identity({}, group)).not.toBe(identity({}));
  });
});
