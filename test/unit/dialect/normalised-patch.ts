import { normaliseBody } from '#main/dialect/normalise.ts';
import { defaultSettings } from '#main/rules/presets.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { groupModel, userModel } from './shapes-fixture.ts';

export const patch = (...operations: JsonObject[]): JsonObject => ({ schemas: [URN.patchOp], Operations: operations });

/** The operations of a PATCH as the core gets them, and what was forgiven. */
export function normalisePatch(model: typeof userModel, operations: JsonObject[], settings = defaultSettings) {
  const { body, forgiven } = normaliseBody('patch', patch(...operations), model, settings);
  return { operations: (body as JsonObject)['Operations'], codes: forgiven.map(({ code }) => code), forgiven };
}

export const onUser = (...operations: JsonObject[]) => normalisePatch(userModel, operations);
export const onGroup = (...operations: JsonObject[]) => normalisePatch(groupModel, operations);
