import { etagOf, ifMatch, ifNoneMatch } from '#main/scim/etag.ts';
import fc from 'fast-check';
import { cpuMs } from '../../support/cpu-clock.ts';
import { describe, expect, it } from 'vitest';

const etag = etagOf(3);

describe('RFC 7644 §3.14: entity tags', () => {
  it('a version has a weak entity tag', () => {
    expect(etag).toBe('W/"3"');
  });

  it.each(['W/"3"', '*', ' * ', '"3"', 'W/"1", W/"3"', '"1","2" , W/"3"', ', W/"3",', 'W/"a,b", "3"'])(
    'RFC 9110 §13.1.1: If-Match %j lets version 3 be changed',
    (header) => {
      expect(ifMatch(header, etag)).toBe(true);
    },
  );

  it.each(['W/"2"', 'W/"33"', '"W/3"', '', '3', 'w/"3"', '"2" W/"3"', 'W/"3', '*, W/"1"', 'W/"1", nonsense'])(
    'RFC 9110 §13.1.1: If-Match %j does not let version 3 be changed',
    (header) => {
      expect(ifMatch(header, etag)).toBe(false);
    },
  );

  it.each(['W/"3"', '*', '"3"', 'W/"2", W/"3"'])('RFC 9110 §13.1.2: If-None-Match %j names version 3', (header) => {
    expect(ifNoneMatch(header, etag)).toBe(true);
  });

  it.each(['W/"2"', '', '3', 'garbage'])('RFC 9110 §13.1.2: If-None-Match %j does not name version 3', (header) => {
    expect(ifNoneMatch(header, etag)).toBe(false);
  });

  it('a version is found in a list exactly when it is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(50), (versions, version) => {
        expect(ifMatch(versions.map(etagOf).join(', '), etagOf(version))).toBe(versions.includes(version));
      }),
    );
  });

  it('no header is too strange to be answered, nor slow to be', () => {
    fc.assert(fc.property(fc.string(), (header) => typeof ifMatch(header, etag) === 'boolean'));
    const started = cpuMs();
    ifMatch(`${'"a",'.repeat(8_000)}"`, etag);
    ifMatch(' '.repeat(32_000), etag);
    ifMatch(`${',\t'.repeat(16_000)}x`, etag);
    expect(cpuMs() - started).toBeLessThan(500);
  });
});
