import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { USER } from '../../support/scim-answers.ts';

export const DEVICE = 'urn:example:device-desk:2.0:Device';
export const WARRANTY = 'urn:example:device-desk:2.0:Warranty';

/** Devices beside users, with an attribute for every characteristic of RFC 7643 §2.2 and every type of §2.3. */
export const deviceDesk = {
  id: 'device-desk',
  name: 'Device desk',
  rules: {
    'required-mappings': 'off',
    'unlisted-attributes': 'lenient',
    'user-name-case': 'as-sent',
    'read-only-in-patch': 'refuse',
  },
  schemas: [
    {
      id: USER,
      name: 'User',
      attributes: [
        { name: 'userName', required: true, uniqueness: 'server', caseExact: true },
        { name: 'displayName' },
        { name: 'active', type: 'boolean' },
      ],
    },
    {
      id: DEVICE,
      name: 'Device',
      attributes: [
        { name: 'serialNumber', required: true, uniqueness: 'server', caseExact: true, mutability: 'immutable' },
        { name: 'assetTag', uniqueness: 'server' },
        { name: 'port', type: 'integer', uniqueness: 'global' },
        { name: 'label' },
        { name: 'model', caseExact: true },
        { name: 'slots', type: 'integer' },
        { name: 'weight', type: 'decimal' },
        { name: 'portable', type: 'boolean' },
        { name: 'boughtOn', type: 'dateTime' },
        { name: 'certificate', type: 'binary', caseExact: true },
        { name: 'manual', type: 'reference', referenceTypes: ['external'], caseExact: true },
        { name: 'unlockCode', mutability: 'writeOnly', returned: 'never' },
        { name: 'shelf', mutability: 'readOnly' },
        { name: 'inventory', returned: 'always' },
        { name: 'notes', returned: 'request' },
        { name: 'tags', multiValued: true },
        {
          name: 'owner',
          type: 'complex',
          subAttributes: [
            { name: 'value', caseExact: true },
            { name: 'since', type: 'dateTime' },
          ],
        },
        {
          name: 'origin',
          type: 'complex',
          subAttributes: [
            { name: 'country', mutability: 'immutable', required: true },
            { name: 'city' },
            { name: 'secret', returned: 'request' },
          ],
        },
        {
          name: 'ports',
          type: 'complex',
          multiValued: true,
          subAttributes: [
            { name: 'value' },
            { name: 'type', canonicalValues: ['usb', 'hdmi'] },
            { name: 'speed', type: 'integer' },
            { name: 'primary', type: 'boolean' },
          ],
        },
      ],
    },
    {
      id: WARRANTY,
      name: 'Warranty',
      attributes: [
        { name: 'until', type: 'dateTime', required: true },
        { name: 'contract', uniqueness: 'server' },
      ],
    },
  ],
  resourceTypes: [
    { id: 'User', name: 'User', endpoint: '/People', schema: USER },
    {
      id: 'Device',
      name: 'Device',
      endpoint: '/Devices',
      schema: DEVICE,
      schemaExtensions: [{ schema: WARRANTY, required: false }],
    },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'scim rehearsal profiles '));

/** Writes a profile to a file of its own, which goes away with the test file. */
export function profileFile(name: string, profile: unknown): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, typeof profile === 'string' ? profile : JSON.stringify(profile));
  return file;
}

export function removeProfiles(): void {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}
