import { describe, expect, test } from 'vitest';
import { forgivenCodes } from '#main/dialect/forgiven.ts';
import { errorCodes, noteCodes } from '#main/explain/codes.ts';
import { errorCodeOf } from '#main/explain/error-code.ts';
import { errorTexts } from '#main/explain/error-texts.ts';
import { explain } from '#main/explain/explain.ts';
import { forgivenTexts } from '#main/explain/forgiven-texts.ts';
import { noteTexts } from '#main/explain/note-texts.ts';
import { clickPath, mappedIdps } from '#main/explain/places.ts';
import { catalogue } from '#main/rules/catalogue.ts';
import { unlistedError } from '#main/rules/unlisted.ts';
import { badRequest, ScimError } from '#main/scim/errors.ts';
import type { ScimType } from '#shared/scim/wire.ts';
import { entra, factsOf, okta, onelogin, stranger } from './facts-fixture.ts';

const callers = [entra, okta, onelogin, stranger];
const sentence = /^[A-Z"`].*[.!?]$/s;

describe('every kind of finding', () => {
  test.each(errorCodes)('refusal %s says what, why and what to do, for every caller', (code) => {
    for (const caller of callers) {
      const error = new ScimError(400, 'Something is wrong.', { reason: code, attribute: 'title' });
      const [finding] = explain(factsOf({ caller, error, status: 400 })).findings;
      expect(finding).toMatchObject({ code, severity: code === 'drill' ? 'warning' : 'refused', what: 'Something is wrong.' });
      expect(finding?.why).toMatch(sentence);
      expect(finding?.fix).toMatch(sentence);
      expect(finding?.fix).not.toContain('{attribute}');
    }
  });

  test.each(noteCodes)('note %s says what, why and what to do', (code) => {
    const note = { code, severity: 'warning', ruleId: null, attribute: null, what: 'something was seen' } as const;
    const [finding] = explain(factsOf({ notes: [note] })).findings;
    expect(finding).toMatchObject({ code, severity: 'warning', what: 'something was seen.' });
    expect(finding?.why).toMatch(sentence);
    expect(finding?.fix).toMatch(sentence);
  });

  test.each(forgivenCodes)('forgiven %s says what, why and what to do', (code) => {
    const [finding] = explain(factsOf({ forgiven: [{ code, ruleId: 'loose-shapes', attribute: 'active', what: 'x' }] })).findings;
    expect(finding).toMatchObject({ code, ruleId: 'loose-shapes', fidelity: 'assumed' });
    expect(finding?.why).toMatch(/Rule: "Shapes that are clear but not RFC" \(assumed\)\.$/);
    expect(finding?.fix).toMatch(sentence);
  });

  test('a kind that nobody has written a text for still has a fix', () => {
    const what = 'something new';
    const { findings } = explain(
      factsOf({
        notes: [{ code: 'brand-new', severity: 'warning', ruleId: null, attribute: null, what }],
        forgiven: [{ code: 'constructor', ruleId: null, attribute: null, what }],
      }),
    );
    expect(findings.map(({ fix }) => fix)).toEqual([expect.stringMatching(sentence), expect.stringMatching(sentence)]);
  });

  test('has a click path in Entra ID, Okta and OneLogin wherever its text names a place to mend it', () => {
    const withoutPlace = { entra: ['headers'], okta: ['headers'], onelogin: [] as string[] };
    const places = [...Object.values(errorTexts), ...Object.values(noteTexts), ...Object.values(forgivenTexts)].map(
      ({ place }) => place,
    );
    for (const idp of mappedIdps) {
      for (const place of new Set(places)) {
        const expectNone = place === null || withoutPlace[idp].includes(place);
        expect(clickPath(idp, place) === null, `${idp} ${place}`).toBe(expectNone);
      }
    }
  });

  test('never predicts what the vendor will do', () => {
    expect(JSON.stringify([errorTexts, noteTexts, forgivenTexts])).not.toMatch(/Meisterplan will/i);
  });
});

describe('a finding', () => {
  test('leads to the mappings in the words of each identity provider', () => {
    const pathFor = (caller: typeof entra) =>
      explain(factsOf({ caller, status: 400, error: unlistedError('title', 'tolerant') })).findings[0]?.clickPath;
    expect(pathFor(entra)).toEqual(['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Users']);
    expect(pathFor(okta)).toEqual(['Provisioning', 'To App', 'Attribute Mappings']);
    expect(pathFor(onelogin)).toEqual(['Configuration', 'SCIM JSON Template']);
    expect(pathFor(stranger)).toBeNull();
  });

  test('about a group leads to the group mappings', () => {
    const { findings } = explain(factsOf({ resourceType: 'Group', status: 400, error: unlistedError('title', 'tolerant') }));
    expect(findings[0]?.clickPath?.at(-1)).toBe('Provision Microsoft Entra ID Groups');
  });

  test('about the token leads to the token', () => {
    const { findings } = explain(
      factsOf({ status: 401, error: new ScimError(401, 'The secret token was revoked.', { reason: 'token-revoked' }) }),
    );
    expect(findings[0]).toMatchObject({
      code: 'token-revoked',
      ruleId: 'api-token',
      fidelity: 'documented',
      clickPath: ['Provisioning', 'Admin Credentials', 'Secret Token'],
    });
  });

  test('names the rule and how sure it is', () => {
    const { findings } = explain(factsOf({ status: 400, error: unlistedError('title', 'tolerant') }));
    expect(findings[0]).toMatchObject({
      code: 'unlisted-attribute',
      attribute: 'title',
      ruleId: 'unlisted-attributes',
      fidelity: 'inferred',
    });
    expect(findings[0]?.why).toMatch(/Rule: "Attributes that are not in the mapping list" \(inferred\)\.$/);
    expect(findings[0]?.fix).toContain('`title`');
  });

  test('keeps a hostile attribute name as it is', () => {
    const { findings } = explain(factsOf({ status: 400, error: unlistedError("$&$'{attribute}", 'tolerant') }));
    expect(findings[0]?.fix).toContain("Delete the mapping to `$&$'{attribute}`");
  });
});

describe('the verdict', () => {
  const forgiven = { code: 'string-boolean', ruleId: 'string-booleans', attribute: 'active', what: 'x' } as const;
  const warning = {
    code: 'user-without-group',
    severity: 'warning',
    ruleId: 'user-without-group',
    attribute: null,
    what: 'x',
  } as const;

  test.each([
    ['ok', {}],
    ['forgiven', { forgiven: [forgiven] }],
    ['forgiven', { notes: [{ ...warning, severity: 'forgiven' as const }] }],
    ['warning', { forgiven: [forgiven], notes: [warning] }],
    ['warning', { forgiven: [{ ...forgiven, code: 'urn-dot' }] }],
    ['refused', { status: 400, error: unlistedError('title', 'tolerant'), forgiven: [forgiven], notes: [warning] }],
    ['refused', { status: 501, error: new ScimError(501, 'x') }],
    ['failed', { status: 500, error: new ScimError(500, 'x') }],
    ['ok', { status: 304, operation: 'read' as const }],
  ])('is %s', (verdict, rest) => {
    expect(explain(factsOf(rest)).verdict).toBe(verdict);
  });

  test('lists the gravest finding first', () => {
    const { findings } = explain(
      factsOf({ status: 400, error: unlistedError('title', 'tolerant'), forgiven: [forgiven], notes: [warning] }),
    );
    expect(findings.map(({ severity }) => severity)).toEqual(['refused', 'warning', 'forgiven']);
  });

  test('of the miss that PingFederate asks for is ok', () => {
    const caller = { ...stranger, idp: 'pingfederate', dialect: 'pingfederate', name: 'PingFederate' } as const;
    const miss = factsOf({
      caller,
      method: 'GET',
      path: '/Users/0',
      status: 404,
      operation: 'read',
      error: new ScimError(404, 'x'),
    });
    expect(explain(miss)).toEqual({ sentence: 'PingFederate tested the connection', verdict: 'ok', findings: [] });
    expect(explain({ ...miss, path: '/Users/01' }).verdict).toBe('refused');
  });
});

describe('errorCodeOf', () => {
  const scimTypes: readonly ScimType[] = [
    'invalidFilter',
    'tooMany',
    'uniqueness',
    'mutability',
    'invalidSyntax',
    'invalidPath',
    'noTarget',
    'invalidValue',
    'invalidVers',
    'sensitive',
    'invalidCursor',
    'expiredCursor',
    'invalidCount',
  ];

  test.each<[string, ScimError, string | null, string]>([
    ['404 at a resource', new ScimError(404, 'x'), 'User', 'unknown-id'],
    ['404 anywhere else', new ScimError(404, 'x'), null, 'unknown-path'],
    ['401 without a token', new ScimError(401, 'x', { headers: { 'WWW-Authenticate': 'Bearer' } }), null, 'token-missing'],
    [
      '401 with a wrong one',
      new ScimError(401, 'x', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }),
      null,
      'token-unknown',
    ],
    [
      'a taken user name',
      new ScimError(409, 'x', { scimType: 'uniqueness', attribute: 'userName' }),
      'User',
      'duplicate-user-name',
    ],
    ['a bad count', badRequest('invalidValue', 'The parameter "count" must be a number.'), 'User', 'bad-paging'],
    ['broken JSON', badRequest('invalidSyntax', 'The body is not valid JSON.'), 'User', 'broken-json'],
    [
      'a body that is a list',
      badRequest('invalidSyntax', 'The body must be a JSON object with the resource; it is an array.'),
      'User',
      'body-not-object',
    ],
    ['a bad sortBy', badRequest('invalidValue', '"sortBy" names "nope".'), 'User', 'bad-query'],
    [
      'a removal without a path',
      badRequest('noTarget', 'Operations[0] is "remove", which needs a "path".'),
      'User',
      'patch-syntax',
    ],
    [
      'a filter that matches nothing',
      badRequest('noTarget', 'No value of "emails" matches.', { attribute: 'emails' }),
      'User',
      'no-target',
    ],
    ['a reason that is named', new ScimError(401, 'x', { reason: 'token-revoked' }), null, 'token-revoked'],
    [
      'a reason that is unknown',
      new ScimError(400, 'x', { reason: 'nonsense', scimType: 'invalidFilter' }),
      'User',
      'bad-filter',
    ],
  ])('%s', (_, error, resourceType, code) => {
    expect(errorCodeOf(error, resourceType)).toBe(code);
  });

  test('what was refused in the end is not told as forgiven besides', () => {
    const forgiven = {
      code: 'read-only-in-patch',
      ruleId: 'read-only-in-patch',
      attribute: 'id',
      what: 'was passed over',
    } as const;
    const error = badRequest('mutability', 'Another id.', { attribute: 'id', reason: 'other-id' });
    expect(explain(factsOf({ status: 400, error, forgiven: [forgiven] })).findings.map(({ code }) => code)).toEqual(['other-id']);
    const other = explain(factsOf({ status: 400, error, forgiven: [{ ...forgiven, attribute: 'meta' }] })).findings;
    expect(other.map(({ code }) => code)).toEqual(['other-id', 'read-only-in-patch']);
  });

  test('what groups are matched by leads to the mapping of groups', () => {
    const error = badRequest('invalidFilter', 'The filter cannot be read.');
    const path = (resourceType: string) => explain(factsOf({ status: 400, error, resourceType })).findings[0]?.clickPath;
    expect(path('Group')).toEqual(clickPath('entra', 'group-mapping'));
    expect(path('User')).toEqual(clickPath('entra', 'matching'));
  });

  test('gives way to the code that the facts name', () => {
    const { findings } = explain(
      factsOf({ status: 400, errorCode: 'too-deep', error: badRequest('invalidSyntax', 'The body is not JSON.') }),
    );
    expect(findings[0]?.code).toBe('too-deep');
  });

  test('finds a code for every rule that can refuse, every scimType and every status', () => {
    for (const ruleId of Object.keys(catalogue)) {
      const error = new ScimError(400, 'x', { ruleId });
      expect(errorCodes).toContain(errorCodeOf(error, 'User'));
    }
    for (const scimType of scimTypes) expect(errorCodes).toContain(errorCodeOf(badRequest(scimType, 'x'), 'User'));
    for (let status = 300; status < 600; status++) expect(errorCodes).toContain(errorCodeOf(new ScimError(status, 'x'), 'User'));
  });
});
