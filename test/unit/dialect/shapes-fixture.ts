import type { AttributeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';
import { AttributeDefinition as Definition } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { compileModel } from '#main/scim/model.ts';

function attribute(name: string, rest: object = {}): AttributeDefinition {
  return Definition.parse({ name, ...rest });
}

function plural(name: string, ...more: AttributeDefinition[]): AttributeDefinition {
  const subAttributes = [
    attribute('value'),
    attribute('display'),
    attribute('type'),
    attribute('primary', { type: 'boolean' }),
    ...more,
  ];
  return attribute(name, { type: 'complex', multiValued: true, subAttributes });
}

const name = attribute('name', { type: 'complex', subAttributes: [attribute('givenName'), attribute('familyName')] });

/** The core User as far as the dialects differ over it. */
const userSchema: SchemaDefinition = {
  id: URN.user,
  name: 'User',
  description: '',
  attributes: [
    attribute('userName', { required: true }),
    name,
    attribute('displayName'),
    attribute('title'),
    attribute('active', { type: 'boolean' }),
    plural('emails'),
    plural('addresses', attribute('locality')),
    plural('roles'),
    attribute('groups', { type: 'complex', multiValued: true, mutability: 'readOnly', subAttributes: [attribute('value')] }),
  ],
};

const enterpriseSchema: SchemaDefinition = {
  id: URN.enterpriseUser,
  name: 'EnterpriseUser',
  description: '',
  attributes: [
    attribute('employeeNumber'),
    attribute('department'),
    attribute('manager', { type: 'complex', subAttributes: [attribute('value'), attribute('$ref'), attribute('displayName')] }),
  ],
};

const meisterplanSchema: SchemaDefinition = {
  id: URN.meisterplanUser,
  name: 'MeisterplanUser',
  description: '',
  attributes: [
    attribute('passwordNeverExpires', { type: 'boolean' }),
    attribute('sendInvitationMail', { type: 'boolean' }),
    attribute('linkedResource', { type: 'complex', subAttributes: [attribute('id')] }),
  ],
};

const groupSchema: SchemaDefinition = {
  id: URN.group,
  name: 'Group',
  description: '',
  attributes: [
    attribute('displayName', { required: true }),
    attribute('members', {
      type: 'complex',
      multiValued: true,
      subAttributes: [attribute('value'), attribute('$ref'), attribute('type'), attribute('display')],
    }),
  ],
};

const userType = { id: 'User', name: 'User', description: '', endpoint: '/Users', schema: URN.user };

/** A user with the enterprise extension and the one of the rehearsed endpoint. */
export const userModel = compileModel(
  {
    ...userType,
    schemaExtensions: [
      { schema: URN.enterpriseUser, required: false },
      { schema: URN.meisterplanUser, required: false },
    ],
  },
  [userSchema, enterpriseSchema, meisterplanSchema],
);

export const groupModel = compileModel(
  { id: 'Group', name: 'Group', description: '', endpoint: '/Groups', schema: URN.group, schemaExtensions: [] },
  [groupSchema],
);
