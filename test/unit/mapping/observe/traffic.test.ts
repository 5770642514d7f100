import type { Finding } from '#shared/contract/findings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { type ObservedExchange, ObservedTraffic } from '#main/mapping/observe/traffic.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupModel, userModel } from './profile-fixture.ts';

let id = 0;
function exchange(body: JsonObject, more: Partial<ObservedExchange> = {}): ObservedExchange {
  id += 1;
  return {
    id,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, id)).toISOString(),
    idp: 'entra',
    client: 'Entra ID, default dialect',
    method: 'POST',
    model: userModel,
    resourceId: null,
    body,
    findings: [],
    ...more,
  };
}

function refusal(attribute: string): Finding {
  const texts = { what: '', why: '', fix: '', clickPath: null };
  return {
    code: 'unlisted-attribute',
    severity: 'refused',
    attribute,
    ruleId: 'unlisted-attributes',
    fidelity: 'documented',
    ...texts,
  };
}

function observe(...exchanges: readonly ObservedExchange[]): ObservedTraffic {
  const traffic = new ObservedTraffic();
  for (const one of exchanges) traffic.add(one);
  return traffic;
}

function users(traffic: ObservedTraffic) {
  const [object] = traffic.objects();
  if (object === undefined) throw new Error('nothing was observed');
  const attribute = (path: string) => object.attributes.find((one) => one.path === path);
  return { resources: object.resources, requests: object.requests, attribute, paths: object.attributes.map(({ path }) => path) };
}

const mail = (value: string) => [{ type: 'work', value }];

test('coverage counts people, not requests: one who is refused, sent again and changed is one', () => {
  const { resources, requests, attribute } = users(
    observe(
      exchange({ userName: 'Anna@x', title: 'Lead' }, { findings: [refusal('title')] }),
      exchange({ userName: 'anna@x' }, { resourceId: 'u-1' }),
      exchange(
        { Operations: [{ op: 'add', path: 'emails[type eq "work"].value', value: 'a@x' }] },
        { method: 'PATCH', resourceId: 'u-1' },
      ),
      exchange({ userName: 'ben@x', emails: mail('b@x') }, { resourceId: 'u-2' }),
      exchange({ userName: 'cleo@x' }, { resourceId: 'u-3' }),
    ),
  );
  expect({ resources, requests }).toEqual({ resources: 3, requests: 5 });
  expect(attribute('userName')?.covered).toBe(3);
  expect(attribute('emails[type eq "work"].value')?.covered).toBe(2);
  expect(attribute('title')).toMatchObject({
    covered: 1,
    refused: 1,
    outcomes: [{ ruleId: 'unlisted-attributes', severity: 'refused', count: 1 }],
  });
});

test('one who was only ever patched is no proof that anything is missing', () => {
  const { resources, attribute } = users(
    observe(
      exchange({ Operations: [{ op: 'Replace', path: 'active', value: 'False' }] }, { method: 'PATCH', resourceId: 'u-9' }),
    ),
  );
  expect(resources).toBe(0);
  expect(attribute('active')).toMatchObject({ covered: 0, values: 1, types: [{ type: 'string', count: 1 }], samples: ['False'] });
});

test('an attribute that never had a value is not among what was sent', () => {
  expect(users(observe(exchange({ userName: 'a', title: null, addresses: [] }))).paths).toEqual(['userName']);
});

test('five different samples are kept, the latest, and long ones are cut', () => {
  const sent = Array.from({ length: 8 }, (_, index) => exchange({ userName: index === 7 ? 'x'.repeat(500) : `u${index}` }));
  const samples = users(observe(...sent)).attribute('userName')?.samples;
  expect(samples?.slice(1)).toEqual(['u6', 'u5', 'u4', 'u3']);
  expect(samples?.[0]).toMatch(/^x{119}…$/);
});

test('senders are told apart by client, and the busiest known one gives the name', () => {
  const okta = { idp: 'okta', client: 'Okta, app from the wizard' } as const;
  const traffic = observe(
    exchange({ userName: 'a' }, { idp: 'unknown', client: 'Unknown client (curl)' }),
    exchange({ userName: 'b' }, { idp: 'unknown', client: 'Unknown client (curl)' }),
    exchange({ userName: 'c' }, okta),
  );
  expect(traffic.idp).toBe('okta');
  expect(users(traffic).attribute('userName')?.senders).toEqual([
    { client: 'Unknown client (curl)', idp: 'unknown', count: 2 },
    { ...okta, count: 1 },
  ]);
});

test('users and groups are kept apart, users first', () => {
  const traffic = observe(
    exchange({ displayName: 'G', members: [{ value: 'u' }] }, { model: groupModel }),
    exchange({ userName: 'a' }),
  );
  expect(traffic.objects().map(({ resourceType, resources }) => [resourceType, resources])).toEqual([
    ['User', 1],
    ['Group', 1],
  ]);
});

test('what is said does not depend on the order in which exchanges are added', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd');
  const post = fc.record({ userName: names, title: fc.option(names), active: fc.boolean() }, { requiredKeys: ['userName'] });
  const scripts = fc.array(
    fc.oneof(
      post.map((body) => ({ body, method: 'POST' })),
      names.map((value) => ({ body: { Operations: [{ op: 'add', path: 'title', value }] }, method: 'PATCH' })),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(scripts, fc.boolean(), (script, created) => {
      const exchanges = script.map(({ body, method }) =>
        exchange(body, {
          method,
          resourceId: method === 'PATCH' ? 'id-a' : created && 'userName' in body ? `id-${body.userName}` : null,
        }),
      );
      const there = observe(...exchanges).objects();
      const back = observe(...exchanges.toReversed()).objects();
      const counts = (objects: typeof there) =>
        objects.map(({ resources, attributes }) => [
          resources,
          attributes.map(({ path, covered, values, samples, lastSeen }) => [path, covered, values, samples, lastSeen]),
        ]);
      expect(counts(back)).toEqual(counts(there));
    }),
  );
});

test('of each user the latest user name and work address are known together', () => {
  const traffic = observe(
    exchange({ userName: 'Anna@x', emails: mail('anna@y') }, { resourceId: 'u-1' }),
    exchange({ Operations: [{ op: 'replace', value: { emails: mail('anna@x') } }] }, { method: 'PATCH', resourceId: 'u-1' }),
  );
  expect(traffic.users()).toEqual([{ userName: 'Anna@x', workMail: 'anna@x' }]);
});
