import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import { model } from './models.ts';

export const TOOL = 'urn:example:workshop:2.0:Tool';
/** Its URN begins with that of the schema that it extends. */
export const LOAN = `${TOOL}:loan`;

/** A profile that uses what the shipped ones, and device desks, do not: lists within values, always within always, one URN within another. */
export const workshop = {
  id: 'workshop',
  name: 'Workshop',
  rules: { 'required-mappings': 'off', 'user-name-case': 'as-sent' },
  schemas: [
    { id: 'urn:ietf:params:scim:schemas:core:2.0:User', name: 'User', attributes: [{ name: 'userName', required: true }] },
    {
      id: TOOL,
      name: 'Tool',
      attributes: [
        { name: 'number', required: true, uniqueness: 'server' },
        { name: 'weight', type: 'integer' },
        { name: 'tested', type: 'dateTime', uniqueness: 'server' },
        {
          name: 'maker',
          type: 'complex',
          returned: 'always',
          subAttributes: [{ name: 'name' }, { name: 'country' }, { name: 'remark', returned: 'request' }],
        },
        {
          name: 'lock',
          type: 'complex',
          subAttributes: [
            { name: 'kind' },
            { name: 'code', mutability: 'writeOnly', returned: 'never' },
            { name: 'serial', mutability: 'immutable' },
            { name: 'colours', multiValued: true },
          ],
        },
        {
          name: 'parts',
          type: 'complex',
          multiValued: true,
          subAttributes: [{ name: 'value' }, { name: 'type' }, { name: 'sizes', type: 'integer', multiValued: true }],
        },
      ],
    },
    { id: LOAN, name: 'Loan', attributes: [{ name: 'to' }, { name: 'open', type: 'boolean' }] },
  ],
  resourceTypes: [
    { id: 'User', name: 'User', endpoint: '/Users', schema: 'urn:ietf:params:scim:schemas:core:2.0:User' },
    { id: 'Tool', name: 'Tool', endpoint: '/Tools', schema: TOOL, schemaExtensions: [{ schema: LOAN, required: false }] },
  ],
};

export const tool = model(compileProfile(parseProfile(JSON.stringify(workshop), 'workshop')), 'Tool');
