import type { JsonObject } from '#shared/scim/wire.ts';
import { bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import type { Filter } from '#main/scim/filter/ast.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import { printFilter } from '#main/scim/filter/print.ts';
import fc from 'fast-check';
import { filter as oracleFilter, parse as oracleParse } from 'scim2-parse-filter';
import { describe, expect, it } from 'vitest';
import { user } from './models.ts';

/**
 * scim2-parse-filter 0.2.10 as a second opinion, where it is right. It knows no schema, so what follows is left out here
 * and tested by clause in filter-meaning.test.ts:
 *
 * - it compares texts with regard to case and dateTimes as texts (RFC 7643 §2.2, §2.3.5); values here are lower case;
 * - `ne` on an absent attribute is false, and on a multi-valued one true as soon as one value differs;
 * - `pr` holds for null, "" and [] (RFC 7644 §3.4.2.2 table 3);
 * - `emails eq "x"` compares the objects, not their `value`;
 * - `active gt true` and comparisons of texts with numbers are answered instead of refused;
 * - it does not read escapes other than \", and takes `emails[…].value eq` for two conditions on different elements;
 * - `and` and `not` between brackets are satisfied by different elements: it asks the list, not each element (RFC 7644 §3.4.2.2);
 * - the order operators follow UTF-16, not code points; values here are ASCII.
 */
const texts = ['a', 'b', 'ab', 'work', 'home', 'x y', 'a"b'];
const text = fc.constantFrom(...texts);

const resource = fc.record(
  {
    userName: text,
    title: text,
    nickName: text,
    active: fc.boolean(),
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: ['givenName'] }),
    emails: fc.array(fc.record({ value: text, type: text, primary: fc.boolean() }, { requiredKeys: ['value'] }), {
      minLength: 1,
      maxLength: 3,
    }),
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': fc.record({ department: text }),
  },
  { requiredKeys: ['userName'] },
);

const path = fc.constantFrom(
  'userName',
  'title',
  'NICKNAME',
  'name.givenName',
  'name.familyName',
  'emails.value',
  'emails.type',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
);
const operator = fc.constantFrom(
  'eq' as const,
  'co' as const,
  'sw' as const,
  'ew' as const,
  'gt' as const,
  'ge' as const,
  'lt' as const,
  'le' as const,
);

function condition(paths: fc.Arbitrary<string>): fc.Arbitrary<Filter> {
  return fc.oneof(
    fc.record({ path: paths, operator, value: text }).map((rest): Filter => ({ kind: 'compare', ...rest })),
    paths.map((one): Filter => ({ kind: 'present', path: one })),
  );
}

function logic(leaf: fc.Arbitrary<Filter>, maxDepth: number): fc.Arbitrary<Filter> {
  return fc.letrec<{ node: Filter }>((tie) => ({
    node: fc.oneof(
      { maxDepth, withCrossShrink: true },
      leaf,
      tie('node').map((operand): Filter => ({ kind: 'not', operand })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
        .map(([kind, operands]): Filter => ({ kind, operands })),
    ),
  })).node;
}

const inner = condition(fc.constantFrom('value', 'type'));
const alternatives = fc.array(inner, { minLength: 2, maxLength: 3 }).map((operands): Filter => ({ kind: 'or', operands }));
const element = fc.oneof(inner, alternatives).map((filter): Filter => ({ kind: 'element', path: 'emails', filter }));
const boolean = fc.boolean().map((value): Filter => ({ kind: 'compare', path: 'active', operator: 'eq', value }));
const anyFilter = logic(fc.oneof({ arbitrary: condition(path), weight: 4 }, element, boolean), 3);

describe('scim2-parse-filter as oracle', () => {
  it('reads the same filters, and finds the same resources', () => {
    fc.assert(
      fc.property(anyFilter, fc.array(resource, { minLength: 1, maxLength: 4 }), (filter, resources) => {
        const written = printFilter(filter);
        const bound = bindFilter(parseFilter(written), user);
        const oracle = oracleFilter(oracleParse(written));
        for (const one of resources) {
          const document: JsonObject = one;
          expect(evaluateFilter(bound, document), `${written} on ${JSON.stringify(one)}`).toBe(oracle(document));
        }
      }),
      { numRuns: 2500 },
    );
  });
});
