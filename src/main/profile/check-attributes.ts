import type { AttributeDefinition } from '#shared/scim/wire.ts';

/** Types whose values a `uniqueness` can be kept for. RFC 7643 §2.3.6 rules binary out; two values of a boolean are no key. */
const UNIQUE_TYPES = new Set<AttributeDefinition['type']>(['string', 'reference', 'integer', 'decimal', 'dateTime']);

/**
 * What contradicts itself in the attributes of a schema (RFC 7643 §2.2, §2.3, §7).
 *
 * @param path where the attributes stand in the file
 * @param resourceTypeNames what a reference may name besides `external` and `uri`
 * @param parent the complex attribute that the attributes belong to
 */
export function checkAttributes(
  attributes: readonly AttributeDefinition[],
  path: string,
  resourceTypeNames: ReadonlySet<string>,
  parent?: AttributeDefinition,
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  attributes.forEach((attribute, index) => {
    const { name } = attribute;
    const say = (member: string, what: string): void => {
      problems.push(`${path}[${index}].${member}: ${what} ("${parent === undefined ? '' : `${parent.name}.`}${name}")`);
    };
    if (seen.has(name.toLowerCase())) say('name', 'is taken; names that differ only in case are the same name');
    seen.add(name.toLowerCase());
    checkType(attribute, say, resourceTypeNames, parent);
    checkCharacteristics(attribute, say, parent);
    problems.push(
      ...checkAttributes(attribute.subAttributes ?? [], `${path}[${index}].subAttributes`, resourceTypeNames, attribute),
    );
  });
  return problems;
}

type Say = (member: string, what: string) => void;

function checkType(
  attribute: AttributeDefinition,
  say: Say,
  resourceTypeNames: ReadonlySet<string>,
  parent?: AttributeDefinition,
): void {
  const { type, name, canonicalValues, referenceTypes, subAttributes } = attribute;
  if (type === 'complex') {
    if (parent !== undefined) say('type', 'a sub-attribute cannot be complex (RFC 7643 §2.3.8)');
    if (subAttributes === undefined || subAttributes.length === 0) say('subAttributes', 'a complex attribute needs at least one');
  } else if (subAttributes !== undefined) {
    say('subAttributes', 'only a complex attribute has sub-attributes');
  }
  if (canonicalValues !== undefined && type !== 'string' && type !== 'reference') {
    say('canonicalValues', 'only a string or a reference has canonical values');
  }
  if (referenceTypes !== undefined && type !== 'reference') say('referenceTypes', 'only a reference has reference types');
  for (const referenced of referenceTypes ?? []) {
    if (referenced !== 'external' && referenced !== 'uri' && !resourceTypeNames.has(referenced)) {
      say('referenceTypes', `"${referenced}" is neither a resource type of this profile nor "external" or "uri"`);
    }
  }
  if (name === '$ref' && type !== 'reference') say('type', 'must be "reference"');
  // RFC 7643 §2.4: where it stands in a multi-valued attribute, `primary` is kept true at most once.
  if (name === 'primary' && parent?.multiValued === true && (type !== 'boolean' || attribute.multiValued)) {
    say('type', 'must be a single boolean in a multi-valued attribute (RFC 7643 §2.4)');
  }
}

function checkCharacteristics(attribute: AttributeDefinition, say: Say, parent?: AttributeDefinition): void {
  const { type, mutability, returned, required, uniqueness, multiValued } = attribute;
  if (mutability === 'readOnly' && required) say('required', 'nobody could send an attribute that is required and readOnly');
  if (mutability === 'writeOnly' && returned !== 'never')
    say('returned', 'must be "never" where mutability is "writeOnly" (RFC 7643 §7)');
  if (mutability === 'readOnly' && returned === 'never')
    say('returned', 'an attribute that is readOnly and never returned has no use');
  if (uniqueness === 'none') return;
  if (parent !== undefined) say('uniqueness', 'is kept for whole attributes only, not for sub-attributes');
  else if (multiValued || !UNIQUE_TYPES.has(type)) {
    say('uniqueness', `is kept only for a single value of type ${[...UNIQUE_TYPES].join(', ')}`);
  }
}
