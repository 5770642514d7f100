import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, MappingSet, ObjectMapping } from '#shared/contract/mappings.ts';
import type { ObservedObject } from '#shared/contract/observed.ts';

/**
 * What was sent, in the form in which exports are judged: one mapping for each attribute that ever had a value. Where a value comes from cannot be
 * seen in traffic, so no mapping has a source.
 */
export function observedSet(idp: Idp, objects: readonly ObservedObject[], remarks: readonly string[]): MappingSet {
  return {
    source: 'observed',
    idp,
    title: titleOf(objects),
    objects: objects.map(objectOf),
    remarks: [...remarks],
  };
}

/** An attribute keeps its address in the console whether it was seen yet or is still missing. */
function observedId(resourceType: string, path: string): string {
  return `${resourceType}:${path}`;
}

function objectOf({ resourceType, attributes }: ObservedObject): ObjectMapping {
  return {
    resourceType,
    name: resourceType === 'User' ? 'Users' : 'Groups',
    enabled: true,
    // Which actions were sent says nothing of those that did not happen to occur.
    actions: null,
    mappings: attributes.map(({ path }): Mapping => ({
      id: observedId(resourceType, path),
      resourceType,
      kind: 'observed',
      source: '',
      target: path,
      matching: null,
      defaultValue: null,
      flow: null,
    })),
  };
}

function titleOf(objects: readonly ObservedObject[]): string {
  const parts = objects.map(({ resourceType, resources }) => counted(resources, resourceType === 'User' ? 'user' : 'group'));
  const requests = objects.reduce((all, one) => all + one.requests, 0);
  return `${counted(requests, 'request')} about ${parts.join(' and ')}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
