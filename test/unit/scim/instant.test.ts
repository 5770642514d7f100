import { parseInstant } from '#main/scim/instant.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('RFC 7643 §2.3.5: dateTime', () => {
  it.each([
    ['2008-01-23T04:56:22Z', '2008-01-23T04:56:22.000Z'],
    ['2008-01-23T04:56:22', '2008-01-23T04:56:22.000Z'],
    ['2008-01-23T04:56:22.5Z', '2008-01-23T04:56:22.500Z'],
    ['2008-01-23T04:56:22.1239999Z', '2008-01-23T04:56:22.123Z'],
    ['2008-01-23T04:56:22+02:00', '2008-01-23T02:56:22.000Z'],
    ['2008-01-23T04:56:22-11:30', '2008-01-23T16:26:22.000Z'],
    ['2024-02-29T24:00:00Z', '2024-03-01T00:00:00.000Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseInstant(text) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each([
    '',
    '2008-01-23',
    '2008-01-23 04:56:22Z',
    '2008-01-23T04:56Z',
    '2008-1-23T04:56:22Z',
    '2023-02-29T00:00:00Z',
    '2008-04-31T00:00:00Z',
    '2008-00-10T00:00:00Z',
    '2008-01-23T25:00:00Z',
    '2008-01-23T24:00:01Z',
    '2008-01-23T04:60:00Z',
    '2008-01-23T04:56:60Z',
    '2008-01-23T04:56:22+15:00',
    '2008-01-23T04:56:22+0200',
    ` 2008-01-23T04:56:22Z`,
    '2008-01-23T04:56:22.Z',
    `2008-01-23T04:56:22.${'0'.repeat(100_000)}Z`,
  ])('%.40j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads what toISOString writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
      { numRuns: 500 },
    );
  });
});
