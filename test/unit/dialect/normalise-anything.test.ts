import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseBody } from '#main/dialect/normalise.ts';
import { defaultSettings, presets } from '#main/rules/presets.ts';
import { ScimError } from '#main/scim/errors.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { groupModel, userModel } from './shapes-fixture.ts';

const ENTERPRISE = URN.enterpriseUser;
const MEISTERPLAN = URN.meisterplanUser;

const patch = (...operations: JsonObject[]): JsonObject => ({ schemas: [URN.patchOp], Operations: operations });

describe('normaliseBody of anything', () => {
  const hostile = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.constantFrom('True', '', '{"a":1}'),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          'schemas',
          'Operations',
          'op',
          'path',
          'value',
          'emails',
          'members',
          'active',
          'manager',
          'roles',
          'name.givenName',
          `${ENTERPRISE}:manager`,
          `${ENTERPRISE}.`,
          MEISTERPLAN,
          '__proto__',
          'emails[type eq "work"].value',
        ),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  }));

  test('changes nothing that came in and throws nothing but ScimError', () => {
    const operation = fc.record(
      {
        op: fc.constantFrom('Add', 'replace', 'Remove', 'x', 7),
        path: fc.option(fc.constantFrom('members', 'emails[type eq "work"].value', 'manager', `${MEISTERPLAN}.x`, '[[', '')),
        value: hostile.value,
      },
      { requiredKeys: ['op'] },
    );
    const body = fc.oneof(
      hostile.value,
      fc.record({ schemas: hostile.value, Operations: fc.array(operation, { maxLength: 4 }) }),
    );
    fc.assert(
      fc.property(
        body,
        fc.constantFrom('create', 'replace', 'patch'),
        fc.constantFrom(userModel, groupModel),
        (sent, kind, model) => {
          const value = JSON.parse(JSON.stringify(sent)) as JsonValue;
          const before = JSON.stringify(value);
          expect(normaliseBody(kind, value, model, defaultSettings)).toBeDefined();
          try {
            normaliseBody(kind, value, model, presets['strict-rfc']);
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
          }
          expect(JSON.stringify(value)).toBe(before);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('normalising twice changes nothing more', () => {
    const sent = patch(
      { op: 'Replace', value: { 'name.givenName': 'N', active: 'True', manager: '7', emails: { value: 'a@x' } } },
      { op: 'Remove', path: 'roles[primary eq "True"].value', value: 'x' },
    );
    const once = normaliseBody('patch', sent, userModel, defaultSettings).body;
    expect(normaliseBody('patch', once, userModel, defaultSettings)).toEqual({ body: once, forgiven: [] });
  });
});
