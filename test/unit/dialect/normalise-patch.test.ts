import { describe, expect, test } from 'vitest';
import { normaliseBody } from '#main/dialect/normalise.ts';
import { defaultSettings, presets } from '#main/rules/presets.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { normalisePatch, onGroup, onUser, patch } from './normalised-patch.ts';
import { groupModel, userModel } from './shapes-fixture.ts';

const ENTERPRISE = URN.enterpriseUser;
const MEISTERPLAN = URN.meisterplanUser;

describe('normaliseBody of a PATCH', () => {
  test('a body in RFC shape comes back untouched, as the same object', () => {
    const body = patch(
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', value: { title: 'T', name: { givenName: 'N' } } },
      { op: 'add', path: 'emails', value: [{ value: 'a', type: 'home' }] },
      { op: 'remove', path: 'emails[type eq "work"]' },
      { op: 'remove', path: 'title' },
    );
    expect(normaliseBody('patch', body, userModel, defaultSettings)).toEqual({ body, forgiven: [] });
    expect(normaliseBody('patch', body, userModel, defaultSettings).body).toBe(body);
  });

  test('RFC 7643 §2.1: the members of an operation count in any case', () => {
    expect(onUser({ OP: 'replace', Path: 'title', Value: 'T' })).toMatchObject({
      operations: [{ op: 'replace', path: 'title', value: 'T' }],
      codes: [],
    });
  });

  test.each<[string, JsonObject, JsonObject[], string[]]>([
    [
      'Entra ID: Replace active "False"',
      { op: 'Replace', path: 'active', value: 'False' },
      [{ op: 'replace', path: 'active', value: false }],
      ['operation-case', 'string-boolean'],
    ],
    [
      'Entra ID: Add to a filtered path',
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'n@x' },
      [{ op: 'add', path: 'emails[type eq "work"].value', value: 'n@x' }],
      ['operation-case'],
    ],
    [
      'Entra ID: manager as a bare id',
      { op: 'add', path: `${ENTERPRISE}:manager`, value: '271' },
      [{ op: 'add', path: `${ENTERPRISE}:manager`, value: { value: '271' } }],
      ['plain-value-for-object'],
    ],
    [
      'Entra ID: manager as a list without URN',
      { op: 'add', path: 'manager', value: [{ $ref: 'http://x/Users/7', value: '7' }] },
      [{ op: 'add', path: `${ENTERPRISE}:manager`, value: { $ref: 'http://x/Users/7', value: '7' } }],
      ['missing-urn', 'array-for-single-value'],
    ],
    [
      'Validator: manager set to ""',
      { op: 'replace', path: `${ENTERPRISE}:manager`, value: '' },
      [{ op: 'remove', path: `${ENTERPRISE}:manager` }],
      ['empty-text-for-object'],
    ],
    [
      'Entra ID: roles compared with "True"',
      { op: 'add', path: 'roles[primary eq "True"].value', value: 'Admin' },
      [{ op: 'add', path: 'roles[primary eq true].value', value: 'Admin' }],
      ['filter-string-boolean'],
    ],
    [
      'Entra ID: roles as JSON in a text',
      { op: 'add', path: 'roles', value: [{ value: '{"id":"i","value":"Admin","displayName":"A"}' }] },
      [{ op: 'add', path: 'roles', value: [{ value: 'Admin', display: 'A' }] }],
      ['json-in-string', 'display-name-for-display'],
    ],
    [
      'pre-2018 Entra ID: a dot behind the URN',
      { op: 'add', path: `${ENTERPRISE}.department`, value: 'E' },
      [{ op: 'add', path: `${ENTERPRISE}:department`, value: 'E' }],
      ['urn-dot'],
    ],
    [
      'the slip of the article',
      { op: 'add', path: `${MEISTERPLAN}.sendInvitationMail`, value: 'True' },
      [{ op: 'add', path: `${MEISTERPLAN}:sendInvitationMail`, value: true }],
      ['urn-dot', 'string-boolean'],
    ],
    [
      'a value on a scalar removal',
      { op: 'remove', path: 'emails[type eq "work"].value', value: 'old@x' },
      [{ op: 'remove', path: 'emails[type eq "work"].value' }],
      ['value-on-scalar-removal'],
    ],
    [
      'a scalar as a list',
      { op: 'replace', path: 'emails[type eq "work"].value', value: [{ value: 'n@x' }] },
      [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'n@x' }],
      ['array-for-single-value', 'object-for-plain-value'],
    ],
    [
      'a filtered element as a list',
      { op: 'replace', path: 'addresses[type eq "work"]', value: [{ locality: 'Oslo' }] },
      [{ op: 'replace', path: 'addresses[type eq "work"]', value: { locality: 'Oslo' } }],
      ['array-for-single-value'],
    ],
    ['null', { op: 'replace', path: 'title', value: null }, [{ op: 'remove', path: 'title' }], ['null-value']],
    [
      'emails replaced without a type',
      { op: 'replace', path: 'emails', value: [{ value: 'a@x' }] },
      [{ op: 'replace', path: 'emails', value: [{ value: 'a@x', type: 'work' }] }],
      ['email-without-type'],
    ],
    ['a path that is empty', { op: 'replace', path: '', value: { title: 'T' } }, [{ op: 'replace', value: { title: 'T' } }], []],
    [
      'an extension as a path',
      { op: 'add', path: MEISTERPLAN, value: { sendInvitationMail: 'false' } },
      [{ op: 'add', path: MEISTERPLAN, value: { sendInvitationMail: false } }],
      ['string-boolean'],
    ],
  ])('%s', (_, sent, expected, codes) => {
    expect(onUser(sent)).toMatchObject({ operations: expected, codes });
  });

  test('aadOptscim062020: dotted and URN keys of a pathless value become operations of their own, in order', () => {
    const { operations, codes } = onUser({
      op: 'replace',
      value: {
        displayName: 'D',
        'name.givenName': 'N',
        [`${ENTERPRISE}:employeeNumber`]: '7',
        'emails[type eq "work"].value': 'n@x',
        active: 'False',
        manager: '9',
      },
    });
    expect(operations).toEqual([
      { op: 'replace', value: { displayName: 'D', active: false } },
      { op: 'replace', path: 'name.givenName', value: 'N' },
      { op: 'replace', path: `${ENTERPRISE}:employeeNumber`, value: '7' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'n@x' },
      { op: 'replace', path: `${ENTERPRISE}:manager`, value: { value: '9' } },
    ]);
    expect(codes).toEqual([
      'path-as-key',
      'urn-as-key',
      'path-as-key',
      'string-boolean',
      'missing-urn',
      'plain-value-for-object',
    ]);
  });

  test('an extension container in a pathless value is not taken for a path', () => {
    const { operations, codes } = onUser({ op: 'replace', value: { [ENTERPRISE]: { department: 'D', manager: '9' } } });
    expect(operations).toEqual([{ op: 'replace', value: { [ENTERPRISE]: { department: 'D', manager: { value: '9' } } } }]);
    expect(codes).toEqual(['plain-value-for-object']);
  });

  test('a pathless value with only path keys leaves no empty operation behind', () => {
    expect(onUser({ op: 'replace', value: { 'name.givenName': 'N' } }).operations).toEqual([
      { op: 'replace', path: 'name.givenName', value: 'N' },
    ]);
  });

  test('null inside a pathless value removes that attribute', () => {
    expect(onUser({ op: 'replace', value: { displayName: 'D', title: null } }).operations).toEqual([
      { op: 'replace', value: { displayName: 'D' } },
      { op: 'remove', path: 'title' },
    ]);
  });

  test('Okta: id beside displayName is noted and left for the rule to judge', () => {
    const body = { op: 'replace', value: { id: 'g1', displayName: 'G2' } };
    expect(onGroup(body)).toMatchObject({ operations: [body], codes: ['read-only-in-patch'] });
  });

  test('a read-only attribute as the path is noted and left for the rule to judge', () => {
    const operation = { op: 'replace', path: 'meta.created', value: 'x' };
    expect(onUser(operation)).toMatchObject({ operations: [operation], codes: ['read-only-in-patch'] });
  });

  test('one object in place of the list of operations', () => {
    const { body } = normaliseBody(
      'patch',
      { schemas: [URN.patchOp], Operations: { op: 'add', path: 'title', value: 'T' } },
      userModel,
      defaultSettings,
    );
    expect(body).toEqual(patch({ op: 'add', path: 'title', value: 'T' }));
  });

  test('`operations` in lower case is the same name (RFC 7643 §2.1); missing schemas are put in', () => {
    const { body, forgiven } = normaliseBody(
      'patch',
      { operations: [{ op: 'add', path: 'title', value: 'T' }] },
      userModel,
      defaultSettings,
    );
    expect(body).toEqual(patch({ op: 'add', path: 'title', value: 'T' }));
    expect(forgiven.map(({ code }) => code)).toEqual(['schemas-missing']);
  });
});

describe('strict rules', () => {
  test.each<[string, JsonObject, string, string]>([
    ['an operation in capitals', { op: 'Add', path: 'title', value: 'T' }, 'invalidSyntax', 'loose-shapes'],
    ['a text boolean', { op: 'replace', path: 'active', value: 'False' }, 'invalidValue', 'string-booleans'],
    [
      'a text boolean in a path',
      { op: 'replace', path: 'roles[primary eq "True"].value', value: 'r' },
      'invalidFilter',
      'string-booleans',
    ],
    ['a dotted key', { op: 'replace', value: { 'name.givenName': 'N' } }, 'invalidPath', 'loose-shapes'],
    ['a bare manager', { op: 'add', path: `${ENTERPRISE}:manager`, value: '1' }, 'invalidValue', 'loose-shapes'],
    ['a removal without path', { op: 'remove', value: { title: 'T' } }, 'noTarget', 'loose-shapes'],
  ])('%s is refused', (_, operation, scimType, ruleId) => {
    expect(() => normalisePatch(userModel, [operation], presets['strict-rfc'])).toThrow(
      expect.objectContaining({ status: 400, scimType, ruleId }),
    );
  });

  test('what the core itself judges is left to it', () => {
    const operation = { op: 'replace', value: { id: 'g1', displayName: 'G' } };
    expect(normalisePatch(groupModel, [operation], presets['strict-rfc'])).toMatchObject({ operations: [operation], codes: [] });
    const removal = { op: 'remove', path: 'members', value: [{ value: 'u1' }] };
    expect(normalisePatch(groupModel, [removal], presets['strict-rfc'])).toMatchObject({ operations: [removal], codes: [] });
  });
});
