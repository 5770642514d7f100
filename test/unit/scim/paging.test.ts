import { type CursorPosition, decodeCursor, encodeCursor } from '#main/scim/cursor.ts';
import { parsePaging } from '#main/scim/paging.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from './models.ts';

const limits = { maxResults: 200, defaultPageSize: 50 };

describe('RFC 7644 §3.4.2.4: paging by index', () => {
  it.each([
    [{}, 1, 50],
    [{ startIndex: '11', count: '10' }, 11, 10],
    [{ startIndex: '0' }, 1, 50],
    [{ startIndex: '-7' }, 1, 50],
    [{ count: '-1' }, 1, 0],
    [{ count: '0' }, 1, 0],
    [{ count: '201' }, 1, 200],
    [{ count: '9'.repeat(400) }, 1, 200],
    [{ startIndex: 3, count: 5 }, 3, 5],
  ])('%j asks for the resources from %i, %i of them', (params, startIndex, count) => {
    expect(parsePaging(params, limits)).toEqual({ kind: 'index', startIndex, count });
  });

  it('a startIndex beyond every number is the largest one there is', () => {
    expect(parsePaging({ startIndex: '9'.repeat(400) }, limits)).toMatchObject({ startIndex: Number.MAX_SAFE_INTEGER });
  });

  it('without a default page size a page is as large as it may be', () => {
    expect(parsePaging({}, { maxResults: 200 })).toMatchObject({ count: 200 });
  });

  it.each(['ten', '1.5', '1e3', '0x10', ' 1', '', 'NaN', '٣'])('count %j is refused with invalidValue that names it', (count) => {
    expect(refusal(() => parsePaging({ count }, limits))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      attribute: 'count',
    });
  });

  it.each([1.5, Number.NaN, Infinity])(
    'startIndex %j of a search request is refused with invalidValue that names it',
    (startIndex) => {
      expect(refusal(() => parsePaging({ startIndex }, limits))).toMatchObject({
        scimType: 'invalidValue',
        attribute: 'startIndex',
      });
    },
  );
});

describe('RFC 9865 §2: paging by cursor', () => {
  const position: CursorPosition = { direction: 'next', seq: 42, sortValue: 'bjensen' };
  const query = 'Users\nuserName sw "b"\nuserName\nascending';

  it('an empty cursor asks for the first page', () => {
    expect(parsePaging({ cursor: '', count: '10' }, limits)).toEqual({ kind: 'cursor', position: null, count: 10 });
  });

  it('a cursor of the same query asks for the page behind it', () => {
    const cursor = encodeCursor(position, query);
    expect(parsePaging({ cursor }, { ...limits, query })).toEqual({ kind: 'cursor', position, count: 50 });
  });

  it('RFC 9865 §2.3: a request without paging parameters gets what the profile says', () => {
    const options = { ...limits, defaultPaginationMethod: 'cursor' as const };
    expect(parsePaging({ count: '5' }, options)).toEqual({ kind: 'cursor', position: null, count: 5 });
    expect(parsePaging({ startIndex: '1' }, options)).toMatchObject({ kind: 'index' });
  });

  it('RFC 9865 §2.3: startIndex and cursor together are refused', () => {
    expect(refusal(() => parsePaging({ cursor: '', startIndex: '1' }, limits))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
    });
  });

  it.each(['0', '-1', 'x', '1.5'])('RFC 9865 §2.1: count %s is refused with invalidCount', (count) => {
    expect(refusal(() => parsePaging({ cursor: '', count }, limits))).toMatchObject({ status: 400, scimType: 'invalidCount' });
  });

  it('a count above the limit gets the limit: a page may hold less than was asked for', () => {
    expect(parsePaging({ cursor: '', count: '100000' }, limits)).toMatchObject({ count: 200 });
  });

  it('a profile that switches cursors off answers 501', () => {
    expect(refusal(() => parsePaging({ cursor: '' }, { ...limits, cursor: false }))).toMatchObject({ status: 501 });
  });

  it('RFC 9865 §2.1: a cursor of another query is refused with invalidCursor', () => {
    const cursor = encodeCursor(position, query);
    expect(refusal(() => decodeCursor(cursor, `${query}!`))).toMatchObject({ status: 400, scimType: 'invalidCursor' });
  });

  it('RFC 9865 §2.1: a cursor of another format of this program is refused with expiredCursor', () => {
    expect(refusal(() => decodeCursor(encoded([2, 'x', 1, 5]), query))).toMatchObject({ status: 400, scimType: 'expiredCursor' });
  });

  const issued = String((JSON.parse(Buffer.from(encodeCursor(position, query), 'base64url').toString()) as unknown[])[1]);
  it.each([
    ['no JSON', 'abc'],
    ['no base64url', 'a b'],
    ['padding', `${encodeCursor(position, query)}=`],
    ['an object', encoded({})],
    ['a null', encoded(null)],
    ['an empty array', encoded([])],
    ['a sequence number that is text', encoded([1, issued, 1, '5'])],
    ['a negative sequence number', encoded([1, issued, 1, -5])],
    ['a broken sequence number', encoded([1, issued, 1, 0.5])],
    ['no direction', encoded([1, issued, 2, 5])],
    ['an object as sort value', encoded([1, issued, 1, 5, { $gt: '' }])],
    ['one part too many', encoded([1, issued, 1, 5, 'a', 'b'])],
    ['16 KiB and more', 'A'.repeat(20_000)],
  ])('RFC 9865 §2.1: %s is refused with invalidCursor', (_what, cursor) => {
    expect(refusal(() => decodeCursor(cursor, query))).toMatchObject({
      status: 400,
      scimType: 'invalidCursor',
      attribute: 'cursor',
    });
  });

  it('a sort value too long for a cursor is refused instead of losing resources', () => {
    expect(refusal(() => encodeCursor({ ...position, sortValue: 'x'.repeat(20_000) }, query))).toMatchObject({ status: 400 });
  });

  const positions = fc.record(
    {
      direction: fc.constantFrom('next' as const, 'previous' as const),
      seq: fc.maxSafeNat(),
      sortValue: fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null)),
    },
    { requiredKeys: ['direction', 'seq'] },
  );

  it('RFC 9865 §2: every position comes back as it was, and its cursor has only unreserved characters', () => {
    fc.assert(
      fc.property(positions, fc.string(), (given, of) => {
        const cursor = encodeCursor(given, of);
        expect(cursor).toMatch(/^[A-Za-z0-9._~-]+$/);
        expect(decodeCursor(cursor, of)).toEqual(given);
      }),
    );
  });

  it('no text is too strange: each is a position or refused with a cursor error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          try {
            decodeCursor(text, query);
          } catch (error) {
            expect(error).toMatchObject({ status: 400, scimType: expect.stringMatching(/Cursor$/) as string });
          }
        },
      ),
    );
  });
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
