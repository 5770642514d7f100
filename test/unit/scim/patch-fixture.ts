import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { type PatchOptions, applyPatch } from '#main/scim/patch/apply.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { deviceUrn, user } from './models.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const lenient: PatchOptions = { filteredTargetMissing: 'create', removeWithValue: 'listed-only', readOnly: 'ignore' };
export const strict: PatchOptions = {
  filteredTargetMissing: 'no-target',
  removeWithValue: 'whole-attribute',
  readOnly: 'refuse',
};

export type Operation = { op: string; path?: string; value?: JsonValue };

export function patch(resource: JsonObject, operations: Operation[], options = lenient, model: ResourceModel = user) {
  const body: JsonObject = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
  const parsed = parsePatch(model, body);
  const result = applyPatch(model, resource, parsed.operations, options);
  return { ...result, unknown: [...parsed.unknown, ...result.unknown] };
}

/** What one operation leaves of Anna, without what every User has. */
export function after(operation: Operation, resource: JsonObject = anna, options = lenient): JsonObject {
  return patch(resource, [operation], options).resource;
}

export const work = { value: 'anna@work.example', type: 'work', primary: true };
export const home = { value: 'anna@home.example', type: 'home' };

export const anna: JsonObject = deepFreeze({
  schemas: [userUrn, enterprise],
  id: '1',
  userName: 'anna',
  name: { givenName: 'Anna', familyName: 'Berg' },
  active: true,
  emails: [work, home],
  [enterprise]: { department: 'Sales', manager: { value: '26' } },
});

function deepFreeze<T extends JsonValue>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part ?? null);
  return Object.freeze(value);
}

export const thing: JsonObject = deepFreeze({
  schemas: [deviceUrn],
  id: '1',
  serial: 'S1',
  maker: 'ACME',
  temperature: 20,
  tags: ['red', 'blue'],
  case: { colour: 'grey', stamp: 'A' },
  ports: [
    { value: 'p1', type: 'usb', speed: 480, primary: true },
    { value: 'p2', type: 'lan' },
  ],
});
