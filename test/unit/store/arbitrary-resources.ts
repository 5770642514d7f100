import type { BoundFilter } from '#main/scim/filter/bind.ts';
import { bindFilter } from '#main/scim/filter/bind.ts';
import type { Comparison, Filter, FilterValue } from '#main/scim/filter/ast.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import { printFilter } from '#main/scim/filter/print.ts';
import type { AttributeModel, ResourceModel } from '#main/scim/model.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import fc from 'fast-check';

/*
 * Resources and filters for any model, from its attribute definitions. Values come from small pools, so that a filter often meets
 * a value that it fits, and the pools hold what trips string functions: case pairs that change length or that only one engine
 * folds, what lies beyond U+FFFF, wildcards and quotes of SQL and JSON, the empty string.
 */

const PARTS = [
  'a',
  'A',
  'b',
  'work',
  'WORK',
  ' ',
  '',
  '%',
  '_',
  '"',
  "'",
  '\\',
  '.',
  '$',
  '[0]',
  'é',
  'e\u0301',
  'É',
  'ß',
  'ẞ',
  'ss',
  'İ',
  'i\u0307',
  'ı',
  'I',
  'i',
  'Σ',
  'σ',
  'ς',
  'ΑΣ',
  '\u212a',
  'k',
  '\u212b',
  'å',
  'ǅ',
  'ǆ',
  'ﬁ',
  '𐐀',
  '𐐨',
  '😀',
  '👩‍👧',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\uffff',
  '\u2028',
  '\t',
  'true',
  '1',
  'null',
];
const text = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const integer = fc.constantFrom(0, 1, -1, 2, 100, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
const decimal = fc.oneof(
  integer,
  fc.constantFrom(
    0.1,
    0.3,
    0.1 + 0.2,
    -0.5,
    1e-7,
    5e-324,
    1e21,
    1e300,
    Number.MAX_VALUE,
    2 ** 53 + 2,
    2 ** 62,
    1e18 + 1024,
    2 ** 63,
  ),
);
const dateTime = fc.constantFrom(
  '2026-01-31T08:00:00Z',
  '2026-01-31T08:00:00.000Z',
  '2026-01-31T09:00:00+01:00',
  '2026-01-31T08:00:00',
  '2026-01-31T08:00:00.0009Z',
  '2026-01-31T24:00:00Z',
  '2026-02-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59.5-14:00',
);
const binary = fc.constantFrom('', 'AAAA', 'aaaa', 'AA==', 'aGk=', '+/+/');

function valueOf({ type }: AttributeModel['definition']): fc.Arbitrary<string | number | boolean> {
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integer;
    case 'decimal':
      return decimal;
    case 'dateTime':
      return dateTime;
    case 'binary':
      return binary;
    default:
      return text;
  }
}

/** A body that the model accepts, many attributes left out; without what the service provider gives. */
export function arbitraryBody(model: ResourceModel): fc.Arbitrary<JsonObject> {
  const own = objectOf(writable(model.attributes));
  const extensions = [...model.extensions.values()].map((one) => [one.urn, objectOf(writable(one.attributes))] as const);
  const extended = fc.record(Object.fromEntries(extensions), { requiredKeys: [] });
  return fc.tuple(own, extended).map(([attributes, others]) => ({ ...attributes, ...others }));
}

function writable(attributes: ReadonlyMap<string, AttributeModel>): AttributeModel[] {
  return [...attributes.values()].filter(
    ({ definition }) => definition.mutability !== 'readOnly' && definition.name !== 'schemas',
  );
}

function objectOf(attributes: readonly AttributeModel[]): fc.Arbitrary<JsonObject> {
  const members = attributes.map((one) => [one.name, wholeValue(one)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

function wholeValue(attribute: AttributeModel): fc.Arbitrary<JsonValue> {
  const one: fc.Arbitrary<JsonValue> =
    attribute.definition.type === 'complex' ? objectOf([...attribute.subAttributes.values()]) : valueOf(attribute.definition);
  return attribute.definition.multiValued ? fc.array(one, { maxLength: 3 }).map(onePrimary) : one;
}

/** RFC 7643 §2.4 */
function onePrimary(elements: JsonValue[]): JsonValue[] {
  let seen = false;
  return elements.map((element) => {
    if (typeof element !== 'object' || element === null || Array.isArray(element) || element['primary'] !== true) return element;
    const first = !seen;
    seen = true;
    return first ? element : { ...element, primary: false };
  });
}

const ORDERED: readonly Comparison[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const TEXTUAL: readonly Comparison[] = ['eq', 'ne', 'co', 'sw', 'ew'];
const OPERATORS: Readonly<Record<AttributeModel['definition']['type'], readonly Comparison[]>> = {
  boolean: ['eq', 'ne'],
  integer: ORDERED,
  decimal: ORDERED,
  dateTime: ORDERED,
  binary: TEXTUAL,
  string: [...TEXTUAL, 'gt', 'ge', 'lt', 'le'],
  reference: [...TEXTUAL, 'gt', 'ge', 'lt', 'le'],
  complex: [...TEXTUAL, 'gt', 'ge', 'lt', 'le'],
};

/**
 * A filter that binds, printed and parsed as one off the wire is.
 * @param ids of resources, which `id`, `members.value` and their like are compared with
 */
export function arbitraryFilter(
  model: ResourceModel,
  ids: readonly string[],
): fc.Arbitrary<{ text: string; bound: BoundFilter }> {
  const names = namedAttributes(model);
  const leaf = fc.oneof(...names.map(({ path, attribute }) => leafFor(path, attribute, ids)));
  return nested(leaf, 3).map((filter) => {
    const printed = printFilter(filter);
    return { text: printed, bound: bindFilter(parseFilter(printed), model) };
  });
}

interface Named {
  readonly path: string;
  readonly attribute: AttributeModel;
}

/** Everything a filter may name: attributes, sub-attributes, and both under their URN, in odd case. */
export function namedAttributes(model: ResourceModel): Named[] {
  const base = [...model.attributes.values()].flatMap(withSubAttributes);
  const qualified = base.filter(({ attribute }) => !COMMON.has((attribute.parent ?? attribute).name));
  const extended = [...model.extensions.values()].flatMap((extension) =>
    [...extension.attributes.values()].flatMap(withSubAttributes).map(({ path, attribute }) => ({
      path: `${extension.urn}:${path}`,
      attribute,
    })),
  );
  return [
    ...base,
    ...qualified.map(({ path, attribute }) => ({ path: `${model.type.schema.toUpperCase()}:${path.toLowerCase()}`, attribute })),
    ...extended,
  ].filter(({ attribute }) => attribute.definition.returned !== 'never');
}

const COMMON = new Set(['schemas', 'id', 'externalId', 'meta']);

function withSubAttributes(attribute: AttributeModel): Named[] {
  const subs = [...attribute.subAttributes.values()].map((sub) => ({ path: `${attribute.name}.${sub.name}`, attribute: sub }));
  return [{ path: attribute.name, attribute }, ...subs];
}

function leafFor(path: string, attribute: AttributeModel, ids: readonly string[]): fc.Arbitrary<Filter> {
  const present = fc.constant<Filter>({ kind: 'present', path });
  const { type, multiValued } = attribute.definition;
  const compared = type === 'complex' ? attribute.subAttributes.get('value') : attribute;
  const comparison = compared === undefined ? present : comparisonFor(path, compared, ids);
  const isElement = type === 'complex' || multiValued;
  if (!isElement) return fc.oneof({ weight: 1, arbitrary: present }, { weight: 4, arbitrary: comparison });
  const subs = type === 'complex' ? [...attribute.subAttributes.values()] : [];
  const inner =
    subs.length === 0
      ? comparisonFor('value', attribute, ids)
      : fc.oneof(
          ...subs.flatMap((sub) => [comparisonFor(sub.name, sub, ids), fc.constant<Filter>({ kind: 'present', path: sub.name })]),
        );
  const element = nested(inner, 2).map((filter): Filter => ({ kind: 'element', path, filter }));
  return fc.oneof(present, comparison, { weight: 3, arbitrary: element });
}

function comparisonFor(path: string, attribute: AttributeModel, ids: readonly string[]): fc.Arbitrary<Filter> {
  const { definition } = attribute;
  const unassigned = fc.record({ operator: fc.constantFrom<Comparison>('eq', 'ne'), value: fc.constant<FilterValue>(null) });
  const named =
    definition.type === 'string' || definition.type === 'reference'
      ? fc.oneof(valueOf(definition), fc.constantFrom(...hints(ids)))
      : valueOf(definition);
  const valued = fc.record({
    operator: fc.constantFrom(...OPERATORS[definition.type]),
    value: named,
  });
  return fc
    .oneof({ weight: 1, arbitrary: unassigned }, { weight: 9, arbitrary: valued })
    .map(({ operator, value }): Filter => ({ kind: 'compare', path, operator, value }));
}

/** Values that only the service provider gives. */
function hints(ids: readonly string[]): string[] {
  return [
    ...ids,
    ...ids.map((id) => id.toUpperCase()),
    ...ids.map((id) => id.slice(0, 5)),
    'User',
    'Group',
    'user',
    'group',
    'direct',
    'W/"1"',
    'W/"',
  ];
}

function nested(leaf: fc.Arbitrary<Filter>, depth: number): fc.Arbitrary<Filter> {
  if (depth === 0) return leaf;
  const deeper = nested(leaf, depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: deeper.map((operand): Filter => ({ kind: 'not', operand })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(deeper, { minLength: 2, maxLength: 3 }))
        .map(([kind, operands]): Filter => ({ kind, operands })),
    },
  );
}
