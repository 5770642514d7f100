import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BoundFilter, Operand } from '../../scim/filter/bind.ts';
import type { Comparison } from '../../scim/filter/ast.ts';
import type { AttributeModel, ResourceModel } from '../../scim/model.ts';
import { columnOf, isLookedUp } from '../resource-keys.ts';
import { lookupClause } from './indexed-search.ts';

/*
 * Bound filter -> SQL over the `resource` table. Indexed columns first, JSON functions for the rest. Every leaf is true or false,
 * never NULL, so that `not` means what the evaluator (`scim/filter/evaluate.ts`) means by it; a property test holds the two together.
 */

type Sql = RawBuilder<SqlBool>;

/** Where the values of attributes come from: the resource's columns and document, or one element of a multi-valued attribute. */
interface Scope {
  readonly compare: (attribute: AttributeModel, operator: Comparison, operand: Operand) => Sql | null;
  readonly present: (attribute: AttributeModel) => Sql | null;
  readonly element: (attribute: AttributeModel, filter: BoundFilter) => Sql | null;
}

/** @returns null for the few filters that SQL cannot answer; the caller evaluates those in code */
export function filterToSql(filter: BoundFilter, model: ResourceModel): Sql | null {
  return compile(filter, resourceScope(model));
}

function compile(filter: BoundFilter, scope: Scope): Sql | null {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      if (filter.operands.length === 0) return filter.kind === 'and' ? sql<SqlBool>`1` : sql<SqlBool>`0`;
      const operands = filter.operands.map((operand) => compile(operand, scope));
      if (operands.some((one) => one === null)) return null;
      return sql<SqlBool>`(${sql.join(operands, filter.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not': {
      const operand = compile(filter.operand, scope);
      return operand === null ? null : sql<SqlBool>`not ${operand}`;
    }
    case 'present':
      return scope.present(filter.attribute);
    case 'element':
      return scope.element(filter.attribute, filter.filter);
    case 'compare': {
      // `ne` is "no value equals", for attributes with several values too.
      const equal = filter.operator === 'ne' ? scope.compare(filter.attribute, 'eq', filter.operand) : null;
      if (filter.operator === 'ne') return equal === null ? null : sql<SqlBool>`not ${equal}`;
      return scope.compare(filter.attribute, filter.operator, filter.operand);
    }
  }
}

function resourceScope(model: ResourceModel): Scope {
  return {
    compare: (attribute, operator, operand) =>
      indexedEquality(model, attribute, operator, operand) ??
      overValues(model, attribute, (value) => condition(value, operator, operand)),
    present: (attribute) => {
      const related = relationOf(model, attribute);
      if (related !== null) return attribute.parent === null ? anyRelated(related, sql`1`) : null;
      if (attribute.definition.type === 'complex') return complexPresent(model, attribute);
      return overValues(model, attribute, (value) => sql<SqlBool>`coalesce(${value} <> '', 0)`);
    },
    element: (attribute, filter) => {
      const related = relationOf(model, attribute);
      if (related !== null) {
        const inner = compile(filter, relatedScope(related));
        return inner === null ? null : anyRelated(related, inner);
      }
      if (attribute.definition.type !== 'complex' || !attribute.definition.multiValued) return null;
      const inner = compile(filter, elementScope());
      if (inner === null) return null;
      const exists = sql<SqlBool>`exists (select 1 from json_each(resource.doc, ${pathOf(attribute)}) as element where ${inner})`;
      // The index finds the few that have the value at all.
      const clause = lookupClause(model, { kind: 'element', attribute, filter });
      return clause === null ? exists : sql<SqlBool>`(${lookup(model, clause.attribute.path, clause.value)} and ${exists})`;
    },
  };
}

/** Inside `[…]`: sub-attributes of the JSON value at hand. */
function elementScope(): Scope {
  const value = (attribute: AttributeModel) => sql`json_extract(element.value, ${sql.lit(`$."${attribute.name}"`)})`;
  return {
    compare: (attribute, operator, operand) =>
      attribute.definition.multiValued ? null : condition(value(attribute), operator, operand),
    present: (attribute) => (attribute.definition.multiValued ? null : sql<SqlBool>`coalesce(${value(attribute)} <> '', 0)`),
    element: () => null,
  };
}

/** Inside `members[…]` and `groups[…]`: columns of the related resource. */
function relatedScope(relation: Relation): Scope {
  const column = (attribute: AttributeModel) => relatedColumn(relation, attribute);
  return {
    compare: (attribute, operator, operand) => {
      const value = column(attribute);
      return value === null ? null : condition(value, operator, operand);
    },
    present: (attribute) => (column(attribute) === null ? null : sql<SqlBool>`1`),
    element: () => null,
  };
}

function indexedEquality(model: ResourceModel, attribute: AttributeModel, operator: Comparison, operand: Operand): Sql | null {
  if (operator !== 'eq' || operand.type !== 'text') return null;
  const { value } = operand;
  if (attribute === model.attributes.get('id')) return sql<SqlBool>`(resource.id = ${value})`;
  // The second halves keep the leaf from being NULL, and let SQLite use the partial indexes.
  switch (columnOf(model, attribute)) {
    case 'key':
      return sql<SqlBool>`(resource.key = ${value} and ${isPresentText(attribute)})`;
    case 'external_id':
      return sql<SqlBool>`(resource.external_id = ${value} and resource.external_id is not null)`;
    case 'display_key':
      return sql<SqlBool>`(resource.display_key = ${value} and resource.display_key is not null)`;
    case null:
  }
  return isLookedUp(model, attribute) ? lookup(model, attribute.path, value) : null;
}

/** A resource without the attribute has its id as key; an id must not pass for a name. */
function isPresentText(attribute: AttributeModel): Sql {
  return sql<SqlBool>`json_type(resource.doc, ${pathOf(attribute)}) is not null`;
}

function lookup(model: ResourceModel, path: string, value: string): Sql {
  const { name } = model.type;
  return sql<SqlBool>`(resource.seq in (select lookup.seq from lookup where lookup.type = ${name} and lookup.path = ${path} and lookup.value = ${value}))`;
}

/** True when some value of the attribute fulfils the condition. */
function overValues(model: ResourceModel, attribute: AttributeModel, fits: (value: RawBuilder<unknown>) => Sql): Sql | null {
  const related = relationOf(model, attribute.parent ?? attribute);
  if (related !== null) {
    const column = relatedColumn(related, attribute);
    return column === null ? null : anyRelated(related, fits(column));
  }
  const parent = attribute.parent;
  if (attribute.extension === null && (parent ?? attribute).name === 'meta') {
    const column = metaColumn(attribute);
    return column === null ? null : fits(column);
  }
  const many = parent?.definition.multiValued === true ? parent : attribute;
  if (parent !== null && attribute.definition.multiValued) return null;
  if (!many.definition.multiValued) return fits(sql`json_extract(resource.doc, ${pathOf(attribute)})`);
  const value = many === attribute ? sql`element.value` : sql`json_extract(element.value, ${sql.lit(`$."${attribute.name}"`)})`;
  return sql<SqlBool>`exists (select 1 from json_each(resource.doc, ${pathOf(many)}) as element where ${fits(value)})`;
}

function metaColumn(attribute: AttributeModel): RawBuilder<unknown> | null {
  switch (attribute.name) {
    case 'created':
      return sql`resource.created`;
    case 'lastModified':
      return sql`resource.modified`;
    case 'resourceType':
      return sql`resource.type`;
    case 'version':
      return sql`('W/"' || resource.version || '"')`;
    default:
      // `location` depends on the address that the client came by.
      return null;
  }
}

function complexPresent(model: ResourceModel, attribute: AttributeModel): Sql | null {
  if (attribute.name === 'meta' && attribute.extension === null) return sql<SqlBool>`1`;
  if (relationOf(model, attribute) !== null) return null;
  // Nothing unassigned is ever stored, so what is there is present.
  return sql<SqlBool>`(json_type(resource.doc, ${pathOf(attribute)}) is not null)`;
}

type Relation = 'members' | 'groups';

function relationOf(model: ResourceModel, attribute: AttributeModel): Relation | null {
  if (attribute === model.relational) return 'members';
  const isGroups = attribute.name === 'groups' && attribute.extension === null && attribute.definition.mutability === 'readOnly';
  return isGroups && model.relational === null ? 'groups' : null;
}

function relatedColumn(relation: Relation, attribute: AttributeModel): RawBuilder<unknown> | null {
  if (attribute.name === 'value') return sql`related.id`;
  if (attribute.name !== 'type') return null;
  // RFC 7643 §4.1.2: the `type` of a user's group is how the user came into it, and only direct memberships are kept.
  return relation === 'members' ? sql`related.type` : sql`'direct'`;
}

function anyRelated(relation: Relation, inner: RawBuilder<unknown>): Sql {
  const [own, other] =
    relation === 'members' ? [sql`member.group_seq`, sql`member.member_seq`] : [sql`member.member_seq`, sql`member.group_seq`];
  return sql<SqlBool>`exists (select 1 from member join resource as related on related.seq = ${other} where ${own} = resource.seq and ${inner})`;
}

function pathOf(attribute: AttributeModel): RawBuilder<string> {
  const own = attribute.parent === null ? [attribute.name] : [attribute.parent.name, attribute.name];
  const names = attribute.extension === null ? own : [attribute.extension, ...own];
  return sql.lit(`$${names.map((name) => `."${name}"`).join('')}`);
}

function condition(value: RawBuilder<unknown>, operator: Comparison, operand: Operand): Sql {
  switch (operand.type) {
    case 'boolean':
      return sql<SqlBool>`coalesce(${value} = ${operand.value ? 1 : 0}, 0)`;
    case 'number':
      // SQLite reads whole numbers exactly, beyond 2^53 too; JSON numbers are doubles to every client (RFC 8259 §6).
      return ordered(sql`cast(${value} as real)`, operator, operand.value);
    case 'instant':
      return ordered(sql`instant(${value})`, operator, operand.value);
    case 'text':
      return textCondition(operand.caseExact ? value : sql`fold(${value})`, operator, operand.value);
  }
}

function textCondition(value: RawBuilder<unknown>, operator: Comparison, wanted: string): Sql {
  switch (operator) {
    case 'co':
      return wanted === '' ? isText(value) : sql<SqlBool>`coalesce(instr(${value}, ${wanted}) > 0, 0)`;
    case 'sw':
      return wanted === '' ? isText(value) : sql<SqlBool>`coalesce(substr(${value}, 1, length(${wanted})) = ${wanted}, 0)`;
    case 'ew':
      return wanted === '' ? isText(value) : sql<SqlBool>`coalesce(substr(${value}, -length(${wanted})) = ${wanted}, 0)`;
    default:
      return ordered(value, operator, wanted);
  }
}

function isText(value: RawBuilder<unknown>): Sql {
  return sql<SqlBool>`(${value} is not null)`;
}

const OPERATORS: Partial<Record<Comparison, RawBuilder<unknown>>> = {
  eq: sql`=`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

function ordered(value: RawBuilder<unknown>, operator: Comparison, wanted: string | number): Sql {
  return sql<SqlBool>`coalesce(${value} ${OPERATORS[operator] ?? sql`=`} ${wanted}, 0)`;
}
