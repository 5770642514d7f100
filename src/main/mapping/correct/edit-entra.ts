import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import { findEntraSchema } from '../read/entra.ts';
import { type Location, listAt, textAt, valueAt } from '../read/json-shape.ts';
import type { ReadMappings } from '../read/read-mappings.ts';
import type { Edit } from './edit.ts';
import { graphSource } from './graph-source.ts';

/** A copy of a synchronization schema with the edits in place; everything else is as it was. */
export function editEntra(document: JsonValue, { locations }: ReadMappings, edits: readonly Edit[]): JsonValue {
  const copy = structuredClone(document);
  const nodeOf = (id: string): JsonObject | null => {
    const location = locations.get(id);
    const node = location === undefined ? undefined : valueAt(copy, location);
    return isObject(node) ? node : null;
  };
  const removed = new Set<JsonValue>();
  for (const edit of edits) {
    const node = nodeOf(edit.kind === 'add' ? edit.resourceType : edit.mapping.id);
    if (node === null) continue;
    if (edit.kind === 'remove') removed.add(node);
    else if (edit.kind === 'add') listAt(node, 'attributeMappings')?.push(newMapping(edit.target, edit.source));
    else change(copy, node, edit, locations);
  }
  for (const [id, location] of locations) {
    // A location without a dot is an object mapping's.
    const node = id.includes('.') ? undefined : valueAt(copy, location);
    const mappings = listAt(node, 'attributeMappings');
    if (isObject(node) && mappings !== null) node['attributeMappings'] = mappings.filter((one) => !removed.has(one));
  }
  return copy;
}

function newMapping(target: string, source: string): JsonObject {
  return {
    defaultValue: null,
    exportMissingReferences: false,
    flowBehavior: 'FlowWhenChanged',
    flowType: 'Always',
    matchingPriority: target === 'userName' ? 1 : 0,
    source: graphSource(source),
    targetAttributeName: target,
  };
}

function change(document: JsonValue, node: JsonObject, edit: Edit, locations: ReadMappings['locations']): void {
  switch (edit.kind) {
    case 'target':
      node['targetAttributeName'] = edit.target;
      for (const declared of declarations(document, edit.mapping.target)) declared['name'] = edit.target;
      break;
    case 'source':
      node['source'] = graphSource(edit.source);
      break;
    case 'flow':
      node['flowType'] = 'Always';
      break;
    case 'declare':
      for (const declared of declarations(document, edit.mapping.target)) declared['type'] = edit.type;
      break;
    case 'match':
      matchBy(document, node, locations.get('User'));
      break;
    case 'list':
    case 'remove':
    case 'add':
  }
}

/** The attribute in the attribute lists of the directories, by its name. */
function declarations(document: JsonValue, name: string): JsonObject[] {
  return (listAt(findEntraSchema(document)?.schema, 'directories') ?? [])
    .flatMap((directory) => listAt(directory, 'objects') ?? [])
    .flatMap((object) => listAt(object, 'attributes') ?? [])
    .filter((attribute): attribute is JsonObject => isObject(attribute) && textAt(attribute, 'name') === name);
}

/** This mapping is the first to match by; the others keep their order behind it. */
function matchBy(document: JsonValue, first: JsonObject, users: Location | undefined): void {
  const mappings = users === undefined ? [] : (listAt(valueAt(document, users), 'attributeMappings') ?? []);
  for (const one of mappings) {
    if (!isObject(one) || one === first) continue;
    const priority = one['matchingPriority'];
    if (typeof priority === 'number' && priority > 0) one['matchingPriority'] = priority + 1;
  }
  first['matchingPriority'] = 1;
}
