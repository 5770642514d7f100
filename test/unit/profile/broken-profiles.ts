import { ProfileError, parseProfile } from '#main/profile/parse.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';

export const urn = 'urn:example:schemas:2.0:Device';
export const extensionUrn = 'urn:example:schemas:2.0:Warranty';

/** A profile of one attribute, where `changes` says nothing else. */
export function profile(changes: JsonObject = {}): JsonObject {
  return {
    id: 'devices',
    name: 'Devices',
    schemas: [schema([{ name: 'serial' }])],
    resourceTypes: [deviceType()],
    ...changes,
  };
}

export const schema = (attributes: JsonValue, more: JsonObject = {}): JsonObject => ({
  id: urn,
  name: 'Device',
  attributes,
  ...more,
});
export const deviceType = (more: JsonObject = {}): JsonObject => ({
  id: 'Device',
  name: 'Device',
  endpoint: '/Devices',
  schema: urn,
  ...more,
});
export const withAttributes = (...attributes: JsonObject[]): JsonObject => profile({ schemas: [schema(attributes)] });

export function problems(given: JsonValue): readonly string[] {
  try {
    parseProfile(JSON.stringify(given), 'devices.json');
  } catch (error) {
    if (error instanceof ProfileError) return error.problems;
    throw error;
  }
  return [];
}
