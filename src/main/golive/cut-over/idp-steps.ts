import type { Idp } from '#shared/contract/exchanges.ts';
import type { CutOverStep } from '#shared/contract/golive.ts';
import { clickPath } from '../../explain/places.ts';
import { extensionAttributes } from '../../mapping/correct/extension-attributes.ts';
import type { CompiledProfile } from '../../profile/compile.ts';
import { step } from './step.ts';

const SECRET = 'the API token of the provisioning user';

/** What to enter where: address, token, mappings and, where the identity provider has to be told of them, the extension attributes. */
export function idpSteps(profile: CompiledProfile, idp: Idp | null, tenantUrl: string): CutOverStep[] {
  return [...connection(idp, tenantUrl), ...mappings(profile, idp)];
}

function connection(idp: Idp | null, tenantUrl: string): CutOverStep[] {
  switch (idp) {
    case 'entra':
      return [
        step(
          'documented',
          'Enter address and token, test the connection, and save.',
          ['Provisioning', 'Admin Credentials'],
          [field('Tenant URL', tenantUrl), toldField('Secret Token', SECRET)],
        ),
        step(
          'assumed',
          'Rehearsed with ?aadOptscim062020 behind the tenant URL? Then enter the production address with it too: it decides in which dialect Entra ID speaks. Whether the real endpoint takes both is not documented.',
        ),
      ];
    case 'okta':
      return [
        step(
          'documented',
          'Enter address and token, then Test Connector Configuration, and save.',
          ['Provisioning', 'Integration', 'Edit'],
          [
            field('SCIM connector base URL', tenantUrl),
            field('Unique identifier field for users', 'userName'),
            field('Authentication Mode', 'HTTP Header'),
            toldField('Authorization: Bearer', SECRET),
          ],
        ),
      ];
    case 'onelogin':
      return [
        step(
          'documented',
          'Enter address, token and template; then enable the API connection.',
          ['Configuration', 'API Connection'],
          [
            field('SCIM Base URL', tenantUrl),
            toldField('SCIM Bearer Token', SECRET),
            toldField('SCIM JSON Template', 'as you rehearsed it: Mappings has it to copy'),
          ],
        ),
      ];
    default:
      return [
        step('documented', 'Enter address and token where the identity provider asks for them.', null, [
          field('Tenant URL', tenantUrl),
          toldField('Secret Token', SECRET),
        ]),
      ];
  }
}

function mappings(profile: CompiledProfile, idp: Idp | null): CutOverStep[] {
  const path = clickPath(idp ?? 'unknown', 'user-mapping');
  const extensions = extensionAttributes(profile, idp ?? 'unknown');
  const steps = [
    step('documented', 'Map what is required. userName is the matching key.', path, [
      toldField('userName', 'required, the primary key'),
      toldField('emails[type eq "work"].value', 'required'),
    ]),
    step(
      'documented',
      'Map what you rehearsed of the optional attributes, and nothing else: trying to map other fields is documented to result in an error.',
      path,
      [
        toldField('active', 'without it leavers stay active'),
        toldField('name.givenName', null),
        toldField('name.familyName', null),
        ...extensions.items.map(({ name, type }) => toldField(name, type)),
      ],
    ),
  ];
  if (idp === 'entra' && extensions.items.length > 0) {
    steps.push(
      step(
        'documented',
        'Before an extension attribute can be mapped, add it to the attribute list, with a colon before its last name.',
        extensions.clickPath,
        extensions.items.map(({ name, type }) => field(type, name)),
      ),
    );
  }
  return steps;
}

function field(name: string, value: string): CutOverStep['fields'][number] {
  return { field: name, value, text: null };
}

function toldField(name: string, text: string | null): CutOverStep['fields'][number] {
  return { field: name, value: null, text };
}
