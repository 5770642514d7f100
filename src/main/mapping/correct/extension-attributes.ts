import type { Idp } from '#shared/contract/exchanges.ts';
import type { ExtensionAttributes } from '#shared/contract/mappings.ts';
import type { AttributeType } from '#shared/scim/wire.ts';
import { clickPath } from '../../explain/places.ts';
import type { CompiledProfile } from '../../profile/compile.ts';
import type { AttributeModel } from '../../scim/model.ts';

/** In the words of Entra ID's attribute list. */
const types: Readonly<Record<AttributeType, string>> = {
  string: 'String',
  boolean: 'Boolean',
  integer: 'Integer',
  decimal: 'String',
  dateTime: 'DateTime',
  reference: 'String',
  binary: 'Binary',
  complex: 'String',
};

/**
 * The attributes of the profile's extensions of users, by their full names, with a colon before the attribute (RFC 7644 §3.10), as they are
 * typed into Entra ID's attribute list before they can be mapped.
 */
export function extensionAttributes(profile: CompiledProfile, idp: Idp): ExtensionAttributes {
  const items = [...(profile.byName('User')?.extensions.values() ?? [])]
    .flatMap(({ attributes }) => [...attributes.values()])
    .flatMap(leavesOf)
    .map(({ path, definition }) => ({ name: path, type: types[definition.type], description: definition.description }));
  const path = clickPath(idp, 'user-mapping');
  return {
    items,
    text: items.map(({ name, type }) => `${name}\t${type}`).join('\n'),
    clickPath:
      path === null || idp !== 'entra' ? path : [...path, 'Show advanced options', 'Edit attribute list for customappsso'],
  };
}

function leavesOf(attribute: AttributeModel): AttributeModel[] {
  return attribute.definition.type === 'complex' ? [...attribute.subAttributes.values()].flatMap(leavesOf) : [attribute];
}
