import { hostileFilter, hostileJson, hostileText } from './hostile-values.ts';
import { type Generator, probe } from './probe.ts';
import { BULK, GOOD, SEARCH } from './targets.ts';

/* Hostility inside SCIM: filters, paths of PATCH, bulk, cursors, versions, passwords. */

export const filters: Generator = ({ random }) => {
  const filter = hostileFilter(random);
  const path = random.pick(['/Users', '/Groups', '', '/Schemas']);
  const encoded = encodeURIComponent(filter.toWellFormed());
  if (random.chance(0.5) && encoded.length < 20_000) return probe('filters', { path: `${path}?filter=${encoded}` });
  return probe('filters', {
    method: 'POST',
    path: `${path === '/Schemas' ? '' : path}/.search`,
    body: { schemas: SEARCH, filter },
  });
};

export const hugeFilter: Generator = ({ random }) => {
  const clauses = random.pick([380, 401, 10_000, 100_000]);
  const clause = random.pick([
    'userName eq "a"',
    'emails[type eq "work" and value eq "x"]',
    'not (active eq true)',
    'a',
    'groups.display co "x"',
    'name.familyName co "x"',
  ]);
  const filter = Array.from({ length: clauses }, () => clause).join(random.pick([' and ', ' or ']));
  if (random.chance(0.1))
    return { ...probe('huge filter', { path: `/Users?filter=${encodeURIComponent(filter)}` }), alone: true };
  return probe('huge filter', {
    method: 'POST',
    path: '/Users/.search',
    body: { schemas: SEARCH, filter: filter.slice(0, 900_000) },
  });
};

const PATHS = [
  'emails[type eq "work"].value',
  'emails[type eq "work"',
  'emails[]',
  'emails[type]',
  'emails[type eq "a" and]',
  'emails.value',
  'emails[0]',
  'emails[[type eq "a"]]',
  'emails[type eq "a"][type eq "b"]',
  'emails[type eq "a"].value.x',
  'emails[not (type eq "a")]',
  'members',
  'members[value eq "x"]',
  'members[value pr]',
  'members.value',
  'members[display co ""]',
  'name',
  'name.',
  '.',
  '',
  ' ',
  'name.givenName.x',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager',
  'schemas',
  'id',
  'meta',
  'meta.created',
  'groups',
  'password',
  'active',
  'roles[primary eq "True"].value',
  '__proto__',
  '__proto__.x',
  'constructor.prototype',
  'emails[__proto__ eq "x"]',
];

export const patchGarbage: Generator = ({ random, ids }) => {
  const operations = random.many(0, 6, () => {
    const op = JSON.stringify(
      random.pick(['add', 'replace', 'remove', 'Add', 'REMOVE', 'move', 'copy', 'test', '', '__proto__', 'constructor']),
    );
    const path = random.chance(0.8)
      ? `"path":${random.chance(0.9) ? JSON.stringify(random.pick(PATHS)) : hostileJson(random)},`
      : '';
    const value = random.chance(0.8) ? `"value":${hostileJson(random)},` : '';
    return random.chance(0.05) ? hostileJson(random) : `{${path}${value}"op":${random.chance(0.9) ? op : hostileJson(random)}}`;
  });
  const path = `/${random.pick(['Users', 'Groups'])}/${ids.length > 0 && random.chance(0.9) ? random.pick(ids) : 'x'}`;
  return probe('PATCH garbage', {
    method: 'PATCH',
    path,
    body: `{"${random.pick(['Operations', 'operations', 'OPERATIONS', 'ops'])}":[${operations.join(',')}]}`,
  });
};

export const bulkGarbage: Generator = ({ random, ids }) => {
  const reference = () =>
    random.pick([
      'bulkId:a',
      'bulkId:b',
      'bulkId:',
      'bulkId:zz',
      'bulkId:__proto__',
      ...(ids.length > 0 ? [random.pick(ids)] : []),
    ]);
  const operations = random.many(0, random.pick([3, 10, 60]), () => {
    const data = random.pick([
      () => hostileJson(random),
      () => `{"userName":"bulk${random.int(0, 60)}","emails":[{"type":"work","value":"a@x"}]}`,
      () => `{"displayName":"g${random.int(0, 30)}","members":[{"value":${JSON.stringify(reference())}}]}`,
      () => `{"Operations":[{"op":"add","path":"members","value":[{"value":${JSON.stringify(reference())}}]}]}`,
    ])();
    const path = random.pick([
      '/Users',
      '/Groups',
      `/Users/${reference()}`,
      `/Groups/${reference()}`,
      '/Bulk',
      '/Me',
      '',
      '/',
      'Users',
      '/Users/',
      '/Users/../Groups',
      '/.search',
      '/__proto__',
    ]);
    return `{"method":${JSON.stringify(random.pick(['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'post', '']))},"path":${JSON.stringify(path)},"bulkId":${random.chance(0.8) ? JSON.stringify(random.pick(['a', 'b', 'c', '__proto__'])) : hostileJson(random)},"version":${random.chance(0.1) ? hostileJson(random) : 'null'},"data":${data}}`;
  });
  return probe('bulk garbage', {
    method: 'POST',
    path: '/Bulk',
    body: `{${BULK}"failOnErrors":${random.pick(['1', '0', 'null', hostileJson(random)])},"Operations":[${operations.join(',')}]}`,
  });
};

/** Cursors that nobody issued: their form is no secret. */
export const cursors: Generator = ({ random }) => {
  const sort = random.pick(['', 'userName', 'active', 'schemas', 'meta.created', 'emails', 'groups.display', 'meta.location']);
  const identity = JSON.stringify(['/Users', '', sort, '']);
  const value = random.pick([undefined, null, true, false, 0, 1e300, 'x', '', [], {}]);
  const parts = [
    1,
    fingerprint(identity),
    random.pick([0, 1, 2]),
    random.pick([0, 1, 5, -1, 1e300, 'x']),
    ...(value === undefined ? [] : [value]),
  ];
  const cursor = random.pick([
    () => Buffer.from(JSON.stringify(parts)).toString('base64url'),
    () => hostileText(random),
    () => random.bytes(20).toString('base64url'),
  ])();
  const query = `cursor=${encodeURIComponent(cursor.toWellFormed())}&count=${random.pick(['1', '10', '0', '-1'])}${sort === '' ? '' : `&sortBy=${sort}`}`;
  return probe('cursors', { path: `/Users?${query}` });
};

/** FNV-1a, as the service does it. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

export const conditional: Generator = ({ random, ids }) => {
  const tag = random.pick(['W/"1"', '"1"', '*', '', 'W/', 'W/"1", W/"2"', ',,,', 'W/"', '"'.repeat(3000), 'x']);
  const path = `/Users/${ids.length > 0 ? random.pick(ids) : 'x'}`;
  const method = random.pick(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);
  const body =
    method === 'PUT' ? GOOD : method === 'PATCH' ? '{"Operations":[{"op":"replace","path":"active","value":false}]}' : undefined;
  return probe('conditional requests', { method, path, headers: [[random.pick(['If-Match', 'If-None-Match']), tag]], body });
};

/** Nothing of this may be found in the data folder afterwards. */
export const PASSWORD = 'S3cr3t-Passw0rd-of-the-fuzz';

export const passwords: Generator = ({ random, ids }) => {
  const value = random.pick([`"${PASSWORD}"`, `["${PASSWORD}"]`, `{"value":"${PASSWORD}"}`]);
  const name = random.pick(['password', 'PASSWORD', 'pass\\u0077ord', 'urn:ietf:params:scim:schemas:core:2.0:User:password']);
  const user = `{"userName":"pw${random.int(0, 50)}","emails":[{"type":"work","value":"a@x"}],"${name}":${value}}`;
  const id = ids.length > 0 ? random.pick(ids) : 'x';
  return random.pick([
    () => probe('passwords', { method: 'POST', path: '/Users', body: user }),
    () => probe('passwords', { method: 'PUT', path: `/Users/${id}`, body: user }),
    () => probe('passwords', { method: 'POST', path: '/Users', body: user.slice(0, user.length - random.int(1, 10)) }),
    () =>
      probe('passwords', {
        method: 'PATCH',
        path: `/Users/${id}`,
        body: `{"Operations":[{"op":"replace","path":"${name}","value":${value}}]}`,
      }),
    () =>
      probe('passwords', {
        method: 'PATCH',
        path: `/Users/${id}`,
        body: `{"Operations":[{"value":{"${name}":${value}},"op":"Add"}]}`,
      }),
    () =>
      probe('passwords', {
        method: 'POST',
        path: '/Bulk',
        body: `{${BULK}"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":${user}}]}`,
      }),
    () => probe('passwords', { path: `/Users?filter=${encodeURIComponent(`password eq "${PASSWORD}"`)}` }),
    () =>
      probe('passwords', { method: 'POST', path: '/.search', body: { schemas: SEARCH, filter: `password sw "${PASSWORD}"` } }),
    () => probe('passwords', { method: 'POST', path: '/Users', body: `{password: ${PASSWORD}}` }),
    () => probe('passwords', { path: `/Users?password=${PASSWORD}` }),
  ])();
};

/** Good requests, so that there is something to break. */
export const good: Generator = ({ random, ids }) => {
  const id = ids.length > 0 ? random.pick(ids) : 'x';
  const name = `user${random.int(0, 200)}@contoso.example`;
  return random.pick([
    () =>
      probe('good requests', {
        method: 'POST',
        path: '/Users',
        body: {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: name,
          emails: [{ type: 'work', value: name, primary: true }],
          active: true,
        },
      }),
    () =>
      probe('good requests', {
        method: 'POST',
        path: '/Groups',
        body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: `group ${random.int(0, 40)}` },
      }),
    () => probe('good requests', { path: `/Users/${id}` }),
    () => probe('good requests', { path: '/Users?count=5&sortBy=userName' }),
    () => probe('good requests', { method: 'DELETE', path: `/${random.pick(['Users', 'Groups'])}/${id}` }),
  ])();
};
