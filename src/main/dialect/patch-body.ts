import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { Forgiver } from './forgiver.ts';
import { normaliseOperation } from './patch-operation.ts';
import { normaliseSchemas } from './schema-uris.ts';
import type { Shapes } from './shapes.ts';
import { isObject } from '../scim/json.ts';

/** A PATCH body in the shape of RFC 7644 §3.5.2. The same reference when nothing was to be done. */
export function normalisePatch(body: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject {
  const operationsKey = body['Operations'] === undefined ? findKey(body, 'operations') : 'Operations';
  const schemasKey = body['schemas'] === undefined ? findKey(body, 'schemas') : 'schemas';
  const sent = operationsKey === undefined ? undefined : body[operationsKey];
  const schemas = normaliseSchemas(
    schemasKey === undefined ? undefined : body[schemasKey],
    URN.patchOp,
    (uri) => (uri.toLowerCase() === patchOp ? URN.patchOp : undefined),
    forgiver,
  );
  const operations = sent === undefined ? undefined : normaliseOperations(sent, shapes, forgiver);
  if (operations === body['Operations'] && schemas === body['schemas']) return body;
  return operations === undefined ? { schemas } : { schemas, Operations: operations };
}

const patchOp = URN.patchOp.toLowerCase();

function normaliseOperations(sent: JsonValue, shapes: Shapes, forgiver: Forgiver): JsonValue {
  if (isObject(sent)) {
    forgiver.forgive({
      code: 'operations-not-a-list',
      ruleId: 'loose-shapes',
      attribute: null,
      what: '`Operations` came as one object where a list belongs',
      scimType: 'invalidSyntax',
    });
    return normaliseOperations([sent], shapes, forgiver);
  }
  if (!Array.isArray(sent)) return sent;
  let copy: JsonValue[] | null = null;
  for (let index = 0; index < sent.length; index++) {
    const before = sent[index] ?? null;
    const after = isObject(before) ? normaliseOperation(withMembers(before), shapes, forgiver) : [before];
    if (copy === null && after.length === 1 && after[0] === before) continue;
    copy ??= sent.slice(0, index);
    copy.push(...after);
  }
  return copy ?? sent;
}

/** An operation with its members spelled as in RFC 7644 §3.5.2; the same reference where they are, or where there is none of them. */
function withMembers(operation: JsonObject): JsonObject {
  if ('op' in operation) return operation;
  const members = ['op', 'path', 'value'].flatMap((name) => {
    const value = operation[findKey(operation, name) ?? name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return members.length === 0 ? operation : Object.fromEntries(members);
}

/** RFC 7643 §2.1: names in a body are taken in any case. */
function findKey(body: JsonObject, folded: string): string | undefined {
  return Object.keys(body).find((key) => key.toLowerCase() === folded);
}
