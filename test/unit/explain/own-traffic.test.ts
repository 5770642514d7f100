import { expect, test } from 'vitest';
import { explain } from '#main/explain/explain.ts';
import { ScimError } from '#main/scim/errors.ts';
import { factsOf, stranger } from './facts-fixture.ts';

const rehearsal = { ...stranger, name: 'The rehearsal' };
const looks = { caller: rehearsal, checksBack: true, method: 'GET', status: 200 } as const;

test('a rehearsal that looks at what became of a step checks', () => {
  expect(explain(factsOf({ ...looks, operation: 'read' })).sentence).toBe('The rehearsal checked anna@contoso.example');
  const search = { ...looks, operation: 'search', filter: 'userName eq "anna"', resultCount: 0 } as const;
  expect(explain(factsOf(search)).sentence).toBe('The rehearsal checked for user anna: none');
});

test('that somebody is gone is what it looks for, and nothing to be mended', () => {
  const gone = new ScimError(404, 'There is no user with this id.');
  const missed = { ...looks, path: '/Users/2819c223', status: 404, operation: 'read', error: gone, resourceName: null } as const;
  expect(explain(factsOf(missed))).toEqual({
    sentence: 'The rehearsal checked user 2819c223: not there',
    verdict: 'ok',
    findings: [],
  });
  expect(explain(factsOf({ ...missed, checksBack: false })).verdict).toBe('refused');
});

test('a refusal on purpose is in order, and its finding names the step that wanted it', () => {
  const error = new ScimError(401, 'The secret token is not known to this sandbox.', { reason: 'token-unknown' });
  const refused = factsOf({ status: 401, operation: 'probe', error, refusedOnPurpose: 'The token is revoked.' });
  const { sentence, verdict, findings } = explain(refused);
  expect(sentence).toBe('Refused on purpose: the token is not known here (testing the connection)');
  expect(verdict).toBe('ok');
  expect(findings).toMatchObject([
    {
      code: 'refused-on-purpose',
      severity: 'forgiven',
      what: 'This was refused on purpose. The secret token is not known to this sandbox.',
      why: expect.stringContaining('Its step: “The token is revoked.”'),
      clickPath: null,
    },
  ]);
  expect(explain({ ...refused, refusedOnPurpose: null })).toMatchObject({ verdict: 'refused' });
});
