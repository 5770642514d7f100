import { readFileSync } from 'node:fs';
import { type CompiledProfile, compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import { ScimError } from '#main/scim/errors.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { expect } from 'vitest';

export const deviceUrn = 'urn:example:schemas:2.0:Device';
export const warrantyUrn = 'urn:example:schemas:2.0:Warranty';

/** A resource type with an attribute for every characteristic of RFC 7643 §7 that the core types do not show. */
const deviceProfile = {
  id: 'devices',
  name: 'Devices',
  resourceTypes: [
    {
      id: 'Device',
      name: 'Device',
      endpoint: '/Devices',
      schema: deviceUrn,
      schemaExtensions: [{ schema: warrantyUrn, required: false }],
    },
  ],
  schemas: [
    {
      id: deviceUrn,
      name: 'Device',
      attributes: [
        { name: 'serial', required: true, uniqueness: 'server', caseExact: true },
        { name: 'label' },
        { name: 'slots', type: 'integer' },
        { name: 'weight', type: 'decimal' },
        { name: 'on', type: 'boolean' },
        { name: 'bought', type: 'dateTime' },
        { name: 'firmware', type: 'binary', caseExact: true },
        { name: 'manual', type: 'reference', referenceTypes: ['external'], caseExact: true },
        { name: 'maker', mutability: 'immutable' },
        { name: 'temperature', type: 'integer', mutability: 'readOnly' },
        { name: 'pin', mutability: 'writeOnly', returned: 'never' },
        { name: 'debug', returned: 'request' },
        { name: 'model', returned: 'always' },
        { name: 'tags', multiValued: true },
        {
          name: 'case',
          type: 'complex',
          subAttributes: [
            { name: 'colour', required: true },
            { name: 'stamp', mutability: 'immutable' },
            { name: 'size', type: 'integer' },
          ],
        },
        {
          name: 'ports',
          type: 'complex',
          multiValued: true,
          subAttributes: [
            { name: 'value', caseExact: true },
            { name: 'type' },
            { name: 'speed', type: 'integer' },
            { name: 'mac', mutability: 'immutable' },
            { name: 'primary', type: 'boolean' },
          ],
        },
      ],
    },
    {
      id: warrantyUrn,
      name: 'Warranty',
      attributes: [
        { name: 'until', type: 'dateTime' },
        { name: 'contract', type: 'complex', subAttributes: [{ name: 'number' }, { name: 'value' }] },
      ],
    },
  ],
};

export const devices: CompiledProfile = compileProfile(parseProfile(JSON.stringify(deviceProfile), 'devices'));
export const core: CompiledProfile = shipped('rfc7643');
export const meisterplan: CompiledProfile = shipped('meisterplan');

export const user: ResourceModel = model(core, 'User');
export const group: ResourceModel = model(core, 'Group');
export const device: ResourceModel = model(devices, 'Device');

export function shipped(name: 'meisterplan' | 'rfc7643'): CompiledProfile {
  const url = new URL(`../../../resources/profiles/${name}.json`, import.meta.url);
  return compileProfile(parseProfile(readFileSync(url, 'utf8'), `${name}.json`));
}

export function model(profile: CompiledProfile, name: string): ResourceModel {
  const found = profile.byName(name);
  if (found === undefined) throw new Error(`the profile has no ${name}`);
  return found;
}

/** The refusal that a call ends in. Anything else that it throws fails the test. */
export function refusal(call: () => unknown): ScimError {
  try {
    call();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  return expect.fail('nothing was refused');
}
