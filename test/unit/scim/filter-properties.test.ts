import { ScimError } from '#main/scim/errors.ts';
import { COMPARISONS, type Filter } from '#main/scim/filter/ast.ts';
import { bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import { printFilter } from '#main/scim/filter/print.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTER_SYNTAX } from '../../support/filter-words.ts';
import { user } from './models.ts';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/).filter((word) => !/^(?:not|and|or)$/i.test(word));
const path = fc.oneof(
  name,
  fc.tuple(name, name).map(([attribute, sub]) => `${attribute}.${sub}`),
  name.map((attribute) => `urn:ietf:params:scim:schemas:core:2.0:User:${attribute}`),
);
const literal = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

const { condition, filter } = fc.letrec<{ condition: Filter; filter: Filter; plain: Filter }>((tie) => ({
  condition: fc.oneof(
    path.map((one): Filter => ({ kind: 'present', path: one })),
    fc
      .record({ path, operator: fc.constantFrom(...COMPARISONS), value: literal })
      .map((rest): Filter => ({ kind: 'compare', ...rest })),
  ),
  plain: fc.oneof(
    { maxDepth: 3 },
    tie('condition'),
    tie('plain').map((operand): Filter => ({ kind: 'not', operand })),
    many(tie('plain')),
  ),
  filter: fc.oneof(
    { maxDepth: 4 },
    tie('condition'),
    fc.record({ path: name, filter: tie('plain') }).map((rest): Filter => ({ kind: 'element', ...rest })),
    tie('filter').map((operand): Filter => ({ kind: 'not', operand })),
    many(tie('filter')),
  ),
}));

function many(part: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(part, { minLength: 2, maxLength: 4 }))
    .map(([kind, operands]) => ({ kind, operands }));
}

/** Texts that are nearly filters find more than noise does. */
const nearly = fc
  .array(fc.oneof(fc.constantFrom(...FILTER_SYNTAX), name, fc.string({ maxLength: 4 })), { maxLength: 25 })
  .chain((words) => fc.constantFrom(' ', '').map((glue) => words.join(glue)));

describe('properties of filters', () => {
  it('the parser ends in a filter or in 400 invalidFilter, whatever it reads', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary-ascii', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 40 }), nearly),
        (text) => {
          try {
            parseFilter(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
            expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('parse(print(filter)) is the filter', () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(parseFilter(printFilter(one))).toEqual(one);
      }),
      { numRuns: 800 },
    );
  });

  it('print is stable: what was parsed prints to what parses to the same', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        let parsed: Filter;
        try {
          parsed = parseFilter(text);
        } catch {
          // Refusals are the first property's business.
          return;
        }
        expect(parseFilter(printFilter(parsed))).toEqual(parsed);
      }),
      { numRuns: 1000 },
    );
  });

  it('binding and evaluating end in an answer or in 400 invalidFilter', () => {
    fc.assert(
      fc.property(fc.oneof(condition, filter), fc.jsonValue({ maxDepth: 3 }), (one, value) => {
        try {
          const bound = bindFilter(one, user);
          expect(typeof evaluateFilter(bound, { emails: value, name: value })).toBe('boolean');
        } catch (error) {
          expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' });
        }
      }),
      { numRuns: 800 },
    );
  });
});
