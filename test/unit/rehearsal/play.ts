import type { MappingSet } from '#shared/contract/mappings.ts';
import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import { Outflow } from '#main/rehearsal/attributes/outflow.ts';
import { presetMappings } from '#main/rehearsal/attributes/presets.ts';
import type { Person } from '#main/rehearsal/company/person.ts';
import { guidFrom, randomFrom } from '#main/rehearsal/company/random.ts';
import { Book, type Driver } from '#main/rehearsal/drivers/driver.ts';
import { driverOf } from '#main/rehearsal/drivers/drivers.ts';
import { mannersOf } from '#main/rehearsal/wire/manners.ts';
import { Wire } from '#main/rehearsal/wire/wire.ts';
import { endpointTarget } from '#main/replay/endpoint-target.ts';
import { loadShippedProfile } from '#main/service/load-profile.ts';
import type { RecordedRequest, RecordingStub } from '../../support/recording-stub.ts';

export const anna: Person = {
  key: 'anna',
  objectId: '7f9c2c1e-5b1d-4a77-9d55-0c6d1a2b3c4d',
  userName: "Anna.O'Brien@Contoso.example",
  mail: 'anna.obrien@contoso.example',
  givenName: 'Anna',
  familyName: "O'Brien",
  displayName: "Anna O'Brien",
  department: 'Planning',
  jobTitle: 'Engineer',
  manager: 'ben',
  active: true,
};

export const ben: Person = {
  ...anna,
  key: 'ben',
  objectId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
  userName: 'ben@contoso.example',
  mail: 'ben@contoso.example',
  givenName: 'Ben',
  familyName: 'Müller',
  displayName: 'Ben Müller',
  manager: null,
};

const sales = { key: 'sales', objectId: '11111111-2222-4333-8444-555555555555', name: 'Sales & Co' };

export interface Played {
  readonly driver: Driver;
  readonly waits: string[];
  readonly waitedMs: number[];
}

/** A driver that speaks to the stub; its waits are noted and take no time. */
export function playOn(
  stub: RecordingStub,
  idp: SimulatedIdp,
  mappings: MappingSet = presetMappings(idp, 'meisterplan'),
): Played {
  const model = loadShippedProfile('meisterplan').byName('User');
  if (model === undefined) throw new Error('the profile has no users');
  const waits: string[] = [];
  const waitedMs: number[] = [];
  const random = randomFrom(1);
  const manners = mannersOf(idp, { activityId: '7c1b9d2e-0000-4c55-9a53-1b5b7f1c9d11', now: new Date('2026-11-02T08:00:00Z') });
  const wire = new Wire({
    target: endpointTarget({ url: stub.url, token: 'api-0123456789abcdef0123456789abcdef' }),
    maker: () => ({ by: 'simulator', run: null, refusedOnPurpose: null }),
    manners,
    pace: {
      wait: (ms) => {
        waitedMs.push(ms);
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
    deletes: true,
    onSent: () => undefined,
    onWait: (sentence) => waits.push(sentence),
  });
  const driver = driverOf({ idp, wire, outflow: new Outflow(mappings, model), book: new Book(), guid: () => guidFrom(random) });
  return { driver, waits, waitedMs };
}

/** A day in the life of Anna, Ben and the group Sales. */
export async function liveADay({ driver }: Played): Promise<void> {
  await driver.test();
  await driver.begin('cycle');
  await driver.assign(anna);
  await driver.assign(ben);
  await driver.change({ ...anna, familyName: 'Müller-Groß', displayName: 'Anna Müller-Groß', mail: 'anna.mg@contoso.example' });
  await driver.begin('on-demand');
  await driver.change({ ...ben, givenName: 'Benno' });
  await driver.begin('cycle');
  await driver.disable({ ...ben, active: false });
  await driver.enable(ben);
  await driver.pushGroup(sales, [anna]);
  await driver.changeMembers(sales, { add: [ben], remove: [] });
  await driver.changeMembers(sales, { add: [], remove: [anna] });
  await driver.renameGroup({ ...sales, name: 'Sales EU' });
  await driver.changeMembers({ ...sales, name: 'Sales EU' }, { add: [], remove: [ben] });
  await driver.deleteGroup(sales);
  await driver.unassign(anna);
  await driver.remove(anna);
  await driver.remove(ben);
}

/** What went over the wire, but for what differs from run to run: the port. */
export function transcript({ method, path, headers, body }: RecordedRequest): string {
  const shown = headers.filter(([name]) => name !== 'Host').map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}`, ...shown, ...(body === '' ? [] : ['', body]), ''].join('\n');
}
