import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { fullResource, relatedValues } from '#main/directory/present.ts';
import { type Comparison, COMPARISONS, type Filter } from '#main/scim/filter/ast.ts';
import { type BoundFilter, bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import { printFilter } from '#main/scim/filter/print.ts';
import type { AttributeModel, ResourceModel } from '#main/scim/model.ts';
import { compareKeys, parseSort, sortKey } from '#main/scim/sort.ts';
import { keysOf } from '#main/store/resource-keys.ts';
import type { StoredDocument } from '#main/store/repositories/resources.ts';
import { filterToSql } from '#main/store/search/filter-sql.ts';
import { Store, type Tx } from '#main/store/store.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { device, group, user } from '../scim/models.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const warranty = 'urn:example:schemas:2.0:Warranty';

/** Few words, so that filters hit; among them what SQL, JSON and Unicode treat in ways of their own. */
const words = ['a', 'A', 'ab', 'b%_', "o'x", '"q"', '', 'ä', 'Ä', 'ß', '\u{1F600}', '\uFFFD', '1', 'true', 'null', '2026-11-05T08:00:00Z'];
const instants = ['2026-11-05T08:00:00Z', '2026-11-05T09:00:00+01:00', '2026-11-05T08:00:00.001Z', '1999-01-01T00:00:00'];
const numbers = [0, 1, 2, 10, -1, 1.5];

function valueFor(attribute: AttributeModel): fc.Arbitrary<JsonValue> {
  switch (attribute.definition.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.constantFrom(...numbers.filter(Number.isInteger));
    case 'decimal':
      return fc.constantFrom(...numbers);
    case 'dateTime':
      return fc.constantFrom(...instants);
    case 'binary':
      return fc.constantFrom('QUJD', 'qujd', '');
    case 'string':
    case 'reference':
    case 'complex':
      return fc.constantFrom(...words);
  }
}

function resourceFor(attributes: Iterable<AttributeModel>): fc.Arbitrary<JsonObject> {
  const shape: Record<string, fc.Arbitrary<JsonValue>> = {};
  for (const attribute of attributes) {
    const { type, multiValued } = attribute.definition;
    if (['schemas', 'id', 'meta', 'groups', 'members'].includes(attribute.name)) continue;
    const one = type === 'complex' ? resourceFor(attribute.subAttributes.values()) : valueFor(attribute);
    shape[attribute.name] = multiValued ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
  }
  return fc.record(shape, { requiredKeys: [], noNullPrototype: true });
}

function filterFor(model: ResourceModel): fc.Arbitrary<Filter> {
  const top = [...model.attributes.values(), ...[...model.extensions.values()].flatMap((one) => [...one.attributes.values()])];
  const searchable = top.filter((one) => one.definition.returned !== 'never');
  const all = searchable.flatMap((one) => [one, ...one.subAttributes.values()]);
  const many = searchable.filter((one) => one.definition.multiValued);
  const condition = fc.constantFrom(...all).chain((attribute) => conditionOn(attribute, attribute.path));
  const element = fc.constantFrom(...many).chain((attribute) => {
    const inner = [...attribute.subAttributes.values()];
    const leaf =
      inner.length === 0 ? conditionOn(attribute, 'value') : fc.constantFrom(...inner).chain((sub) => conditionOn(sub, sub.name));
    return logic(leaf, 2).map((filter): Filter => ({ kind: 'element', path: attribute.path, filter }));
  });
  return logic(fc.oneof({ arbitrary: condition, weight: 3 }, element), 3);
}

function conditionOn(attribute: AttributeModel, path: string): fc.Arbitrary<Filter> {
  const compared = attribute.definition.type === 'complex' ? attribute.subAttributes.get('value') : attribute;
  const present = fc.constant<Filter>({ kind: 'present', path });
  if (compared === undefined) return present;
  const compare = fc
    .record({ operator: fc.constantFrom(...operatorsFor(compared)), value: valueFor(compared) })
    .map(({ operator, value }): Filter => ({ kind: 'compare', path, operator, value: value as string | number | boolean }));
  const nothing = fc.constantFrom('eq' as const, 'ne' as const).map((operator): Filter => ({ kind: 'compare', path, operator, value: null }));
  return fc.oneof({ arbitrary: compare, weight: 6 }, present, nothing);
}

function operatorsFor({ definition }: AttributeModel): Comparison[] {
  const texts: Comparison[] = ['co', 'sw', 'ew'];
  const order: Comparison[] = ['gt', 'ge', 'lt', 'le'];
  if (definition.type === 'boolean') return ['eq', 'ne'];
  if (definition.type === 'binary') return ['eq', 'ne', ...texts];
  return definition.type === 'string' || definition.type === 'reference' ? [...COMPARISONS] : ['eq', 'ne', ...order];
}

function logic(leaf: fc.Arbitrary<Filter>, maxDepth: number): fc.Arbitrary<Filter> {
  return fc.letrec<{ node: Filter }>((tie) => ({
    node: fc.oneof(
      { maxDepth },
      leaf,
      tie('node').map((operand): Filter => ({ kind: 'not', operand })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
        .map(([kind, operands]): Filter => ({ kind, operands })),
    ),
  })).node;
}

describe('filters and sorting in SQL', () => {
  let folder: string;
  let store: Store;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'filter sql '));
    store = await Store.open(join(folder, 'sandbox.sqlite'));
    const samples = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { numRuns: 40, seed: 7 });
    store.write((tx) => {
      const users = samples(userResource()).map((one, index) => insert(tx, user, `u${index}`, one));
      samples(resourceFor(device.attributes.values()).chain((base) => withExtension(base, warranty, device))).forEach((one, index) => {
        insert(tx, device, `d${index}`, one);
      });
      const groups = samples(resourceFor(group.attributes.values())).map((one, index) => insert(tx, group, `g${index}`, one));
      groups.forEach((seq, index) => {
        for (const member of [...users.slice(0, index % 4), ...groups.slice(0, index % 3)]) tx.members.add(seq, member);
      });
    });
  });

  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function userResource(): fc.Arbitrary<JsonObject> {
    return resourceFor(user.attributes.values()).chain((base) => withExtension(base, enterprise, user));
  }

  function withExtension(base: JsonObject, urn: string, model: ResourceModel): fc.Arbitrary<JsonObject> {
    const extension = model.extensions.get(urn.toLowerCase());
    return resourceFor(extension?.attributes.values() ?? []).map((part) =>
      Object.keys(part).length === 0 ? base : { ...base, [urn]: part },
    );
  }

  let counter = 0;
  function insert(tx: Tx, model: ResourceModel, id: string, resource: JsonObject): number {
    counter += 1;
    const time = new Date(Date.UTC(2026, 10, 5, 8, 0, 0, counter % 3)).toISOString();
    const document: JsonObject = { schemas: [model.type.schema], id, ...resource };
    const { lookups, ...keys } = keysOf(model, document);
    const row = { ...keys, id, type: model.type.name, doc: JSON.stringify(document), version: 1, created: time, modified: time, origin: 'scim' as const };
    return tx.resources.insert(row, lookups);
  }

  function whole(tx: Tx, model: ResourceModel, row: StoredDocument): JsonObject {
    const context = { tx, model, base: 'https://x' };
    return fullResource(context, row, relatedValues(context, row, null));
  }

  function found(tx: Tx, model: ResourceModel, filter: BoundFilter): string[] {
    const result = tx.search.find({
      model,
      filter,
      sort: null,
      paging: { kind: 'index', startIndex: 1, count: 1000 },
      matches: (row) => evaluateFilter(filter, whole(tx, model, row)),
      keyOf: () => null,
    });
    expect(result.total).toBe(result.rows.length);
    return result.rows.map((row) => row.id);
  }

  it.each([
    ['users', user],
    ['devices with every type of attribute', device],
    ['groups and their members', group],
  ] as const)('find what the evaluator finds among %s', (_name, model) => {
    let inSql = 0;
    fc.assert(
      fc.property(filterFor(model), (filter) => {
        const bound = bindFilter(filter, model);
        if (filterToSql(bound, model) !== null) inSql += 1;
        store.read((tx) => {
          const rows = tx.resources.page(model.type.name, 0, 1000);
          const expected = rows.filter((row) => evaluateFilter(bound, whole(tx, model, row))).map((row) => row.id);
          expect(found(tx, model, bound), printFilter(filter)).toEqual(expected);
        });
      }),
      { numRuns: 250 },
    );
    expect(inSql, 'filters are answered in SQL').toBeGreaterThan(60);
  });

  it.each([
    [user, ['userName', 'name.familyName', 'emails', 'emails.type', 'active', 'meta.created', `${enterprise}:department`, 'x509Certificates', 'id']],
    [device, ['serial', 'label', 'slots', 'weight', 'on', 'bought', 'ports.speed', 'case.size', `${warranty}:until`]],
    [group, ['displayName', 'members', 'members.display']],
  ])('sort as the comparator sorts, from page to page', (model, names) => {
    for (const name of names) {
      for (const order of ['ascending', 'descending']) {
        const sort = parseSort(model, name, order);
        if (sort === null) return expect.fail('nothing to sort by');
        store.read((tx) => {
          const rows = tx.resources.page(model.type.name, 0, 1000).map((row) => ({ row, key: sortKey(sort, whole(tx, model, row)) }));
          const expected = rows.toSorted((a, b) => compareKeys(a.key, b.key, sort.descending) || a.row.seq - b.row.seq).map(({ row }) => row.id);
          const request = { model, filter: null, sort, matches: () => true, keyOf: (row: StoredDocument) => sortKey(sort, whole(tx, model, row)) };
          const byIndex = tx.search.find({ ...request, paging: { kind: 'index', startIndex: 1, count: 1000 } });
          expect(byIndex.rows.map((row) => row.id), `${name} ${order}`).toEqual(expected);
          const forward: string[] = [];
          let page = tx.search.find({ ...request, paging: { kind: 'cursor', position: null, count: 7 } });
          for (let pages = 0; pages < 50; pages++) {
            forward.push(...page.rows.map((row) => row.id));
            if (page.next === null) break;
            page = tx.search.find({ ...request, paging: { kind: 'cursor', position: page.next, count: 7 } });
          }
          expect(forward, `${name} ${order} by cursor`).toEqual(expected);
          const backward: string[] = page.rows.map((row) => row.id);
          for (let pages = 0; pages < 50 && page.previous !== null; pages++) {
            page = tx.search.find({ ...request, paging: { kind: 'cursor', position: page.previous, count: 7 } });
            backward.unshift(...page.rows.map((row) => row.id));
          }
          expect(backward, `${name} ${order} by cursor, backwards`).toEqual(expected);
        });
      }
    }
    return undefined;
  });
});
