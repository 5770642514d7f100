import type { JsonObject } from '#shared/scim/wire.ts';
import { readResource } from '#main/scim/read-resource.ts';
import { replaceResource } from '#main/scim/replace-resource.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { device, deviceUrn, refusal, user, warrantyUrn } from './models.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';

const stored: JsonObject = {
  schemas: [deviceUrn, warrantyUrn],
  id: '1',
  serial: 'S1',
  label: 'old',
  maker: 'ACME',
  temperature: 20,
  pin: '1234',
  case: { colour: 'grey', stamp: 'A' },
  [warrantyUrn]: { until: '2027-01-01T00:00:00Z' },
};

function put(body: JsonObject, current: JsonObject = stored): JsonObject {
  return replaceResource(device, current, readResource(device, body).resource);
}

describe('RFC 7644 §3.5.1: PUT', () => {
  it('replaces what was sent and clears what was not', () => {
    const after = put({ serial: 'S2', maker: 'ACME' });
    expect(after).toEqual({ schemas: [deviceUrn], id: '1', serial: 'S2', maker: 'ACME', temperature: 20, pin: '1234' });
  });

  it('keeps readOnly values, whatever is sent for them', () => {
    expect(put({ serial: 'S1', temperature: 99, id: '2' })).toMatchObject({ id: '1', temperature: 20 });
  });

  it('keeps a writeOnly value that is not sent, and takes one that is', () => {
    expect(put({ serial: 'S1' })['pin']).toBe('1234');
    expect(put({ serial: 'S1', pin: '9' })['pin']).toBe('9');
  });

  it('sets an immutable value once, keeps it when omitted, and refuses another', () => {
    expect(put({ serial: 'S1', maker: 'New' }, { schemas: [deviceUrn], id: '1', serial: 'S1' })['maker']).toBe('New');
    expect(put({ serial: 'S1' })['maker']).toBe('ACME');
    expect(refusal(() => put({ serial: 'S1', maker: 'Other' }))).toMatchObject({
      status: 400,
      scimType: 'mutability',
      attribute: 'maker',
    });
    expect(refusal(() => put({ serial: 'S1', case: { colour: 'x', stamp: 'B' } }))).toMatchObject({
      scimType: 'mutability',
      attribute: 'case.stamp',
    });
  });

  it('leaves an extension out that is not sent, from `schemas` too', () => {
    expect(put({ serial: 'S1', [warrantyUrn]: { contract: { number: '1' } } })).toMatchObject({
      schemas: [deviceUrn, warrantyUrn],
      [warrantyUrn]: { contract: { number: '1' } },
    });
    expect(warrantyUrn in put({ serial: 'S1' })).toBe(false);
  });

  it('a PUT of what GET returned changes nothing', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).filter((one) => !one.includes('\u0000'));
    const resource = fc.record(
      {
        userName: text,
        externalId: text,
        active: fc.boolean(),
        title: text,
        name: fc.record({ givenName: text, familyName: text }, { requiredKeys: ['givenName'] }),
        emails: fc.array(fc.record({ value: text, type: text }, { requiredKeys: ['value'] }), { minLength: 1, maxLength: 3 }),
        x509Certificates: fc.constant<JsonObject[]>([{ value: 'QUI=' }]),
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': fc.record({
          department: text,
          manager: fc.record({ value: text }),
        }),
      },
      { requiredKeys: ['userName'] },
    );
    fc.assert(
      fc.property(resource, (sent) => {
        const body: JsonObject = sent;
        const created: JsonObject = { ...readResource(user, body).resource, id: '1' };
        const got: JsonObject = { ...created, meta: { resourceType: 'User', location: 'https://x/Users/1', version: 'W/"1"' } };
        const again = replaceResource(user, created, readResource(user, got).resource);
        expect(again).toEqual(created);
        expect(again['schemas']).toContain(userUrn);
      }),
      { numRuns: 400 },
    );
  });
});
