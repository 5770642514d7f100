import { type Generator, type Request, bytesOf, probe } from './probe.ts';
import { hostileFilter, hostileJson, hostileObject, hostileText, nested } from './hostile-values.ts';
import type { Random } from './random.ts';

/* Hostility inside SCIM: bodies, filters, paths of PATCH, bulk, cursors. */

const BULK = '"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],';
const SEARCH = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

const BODY_TARGETS: readonly Pick<Request, 'method' | 'path'>[] = [
  { method: 'POST', path: '/Users' },
  { method: 'POST', path: '/Groups' },
  { method: 'POST', path: '/Bulk' },
  { method: 'POST', path: '/Users/.search' },
  { method: 'POST', path: '/.search' },
];

function anyTarget(random: Random, ids: readonly string[]): Pick<Request, 'method' | 'path'> {
  if (ids.length === 0 || random.chance(0.5)) return random.pick(BODY_TARGETS);
  return { method: random.pick(['PUT', 'PATCH']), path: `/${random.pick(['Users', 'Groups'])}/${random.pick(ids)}` };
}

const GOOD =
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna@contoso.example","emails":[{"type":"work","value":"a@x"}]}';

export const brokenJson: Generator = ({ random, ids }) => {
  const at = random.int(0, GOOD.length);
  const body = random.pick([
    () => GOOD.slice(0, at),
    () => GOOD.slice(0, at) + random.pick(['"', '}', ',', '\u0000', '\\', "'", 'NaN', '//x', '\n']) + GOOD.slice(at),
    () =>
      random.pick([
        '',
        ' ',
        '\ufeff',
        `\ufeff${GOOD}`,
        'null',
        'true',
        '0',
        '""',
        '[]',
        '[{}]',
        'undefined',
        'NaN',
        '{a:1}',
        "{'a':1}",
        '{"a":1,}',
        '{"a":1}{"b":2}',
        '{"a":01}',
        '{"a":.5}',
        '{"a":+1}',
        '{"a":"\t"}',
        '{"a":"\\x41"}',
        '{"a":"\\u12"}',
        '/*x*/{}',
        '{"a":Infinity}',
      ]),
    () => GOOD + random.pick(['x', GOOD, '\u0000', '}']),
  ])();
  return probe('broken JSON', { ...anyTarget(random, ids), body });
};

export const deepNesting: Generator = ({ random, ids }) => {
  const depth = random.pick([10, 62, 63, 64, 65, 66, 500, 10_000, 100_000]);
  const body = random.chance(0.5) ? nested(random, depth) : `{"userName":"a","name":${nested(random, depth)}}`;
  return probe('deep nesting', { ...anyTarget(random, ids), body });
};

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

export const hostileNames: Generator = ({ random, ids }) => {
  const target = anyTarget(random, ids);
  if (target.method === 'PATCH')
    return probe('__proto__ and such', { ...target, body: `{"Operations":[{"op":"add","value":${hostileObject(random)}}]}` });
  if (target.path === '/Bulk')
    return probe('__proto__ and such', {
      ...target,
      body: `{${BULK}"Operations":[{"method":"POST","path":"/Users","bulkId":"__proto__","data":${hostileObject(random)}}]}`,
    });
  return probe('__proto__ and such', { ...target, body: hostileObject(random) });
};

export const duplicateKeys: Generator = ({ random, ids }) => {
  const name = random.pick(['userName', 'emails', 'active', 'schemas', 'Operations', 'op', 'path', '__proto__', 'id']);
  const variants = random.many(
    2,
    5,
    () => `${JSON.stringify(random.chance(0.5) ? name : name.toUpperCase())}:${hostileJson(random)}`,
  );
  return probe('duplicate keys', {
    ...anyTarget(random, ids),
    body: `{"userName":"dup${random.int(0, 50)}",${variants.join(',')}}`,
  });
};

const HUGE = [
  '1e999',
  '-1e999',
  '9'.repeat(1000),
  `1${'0'.repeat(308)}`,
  '9223372036854775808',
  '-9223372036854775809',
  '1e-400',
  '0.1e+1000000000000',
  '9007199254740993',
];

export const hugeNumbers: Generator = ({ random, ids }) => {
  const number = random.pick(HUGE);
  const name = random.pick(['startIndex', 'count', 'cursor']);
  return random.pick([
    () => probe('huge numbers', { path: `/Users?${name}=${encodeURIComponent(number)}` }),
    () => probe('huge numbers', { path: `/Users?startIndex=${number}&count=${random.pick(HUGE)}` }),
    () =>
      probe('huge numbers', {
        path: `/Users?filter=${encodeURIComponent(`${random.pick(['active', 'userName', 'meta.created'])} ${random.pick(['eq', 'gt'])} ${number}`)}`,
      }),
    () =>
      probe('huge numbers', {
        method: 'POST',
        path: '/.search',
        body: `{"schemas":${JSON.stringify(SEARCH)},"startIndex":${number},"count":${random.pick(HUGE)}}`,
      }),
    () =>
      probe('huge numbers', {
        ...anyTarget(random, ids),
        body: `{"userName":${number},"active":${number},"failOnErrors":${number},"Operations":[{"op":"add","path":"active","value":${number}}]}`,
      }),
  ])();
};

export const invalidUtf8: Generator = ({ random, ids }) => {
  const target = anyTarget(random, ids);
  const good = Buffer.from(GOOD);
  const at = random.int(0, good.length);
  const body = random.chance(0.3)
    ? random.bytes(random.int(1, 300))
    : Buffer.concat([good.subarray(0, at), random.bytes(random.int(1, 4)), good.subarray(at)]);
  return probe('invalid UTF-8', { ...target, body });
};

export const unicode: Generator = ({ random, ids }) => {
  const text = random.pick([
    '\\ud800',
    '\\udc00\\ud800',
    '\\u0000',
    '\\ufffe',
    '\\u202e',
    'İ',
    'ﬃ',
    '\\ud83d\\ude00',
    'e\\u0301',
    '\\u2028',
  ]);
  const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"${text}${random.int(0, 20)}","displayName":"${text}","emails":[{"type":"work","value":"${text}@x"}]}`;
  const target = anyTarget(random, ids);
  return probe(
    'odd Unicode',
    target.method === 'PATCH'
      ? { ...target, body: `{"Operations":[{"op":"replace","path":"displayName","value":"${text}"}]}` }
      : { ...target, body },
  );
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

export const mediaTypes: Generator = ({ random, ids }) => {
  const type = random.pick([
    'text/xml',
    '',
    'application/json; charset=utf-16',
    'application/scim+json;',
    'multipart/form-data; boundary=x',
    'APPLICATION/JSON',
    'application/json, text/xml',
    ';',
    'x'.repeat(5000),
  ]);
  const encoding = random.pick([
    [],
    [],
    [['Content-Encoding', random.pick(['gzip', 'br', 'identity', 'x', ''])] as const],
  ] as const);
  return probe('media types', {
    ...anyTarget(random, ids),
    headers: [['Content-Type', type], ...encoding],
    body: random.chance(0.7) ? GOOD : 'userName=a&password=b',
  });
};

/** Large but not absurd: every limit from both sides. */
export const largeBodies: Generator = ({ random, ids }) => {
  const kind = 'large bodies';
  const id = ids.length > 0 ? random.pick(ids) : 'x';
  const list = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => one(index)).join(',');
  return random.pick([
    () =>
      probe(kind, {
        method: 'POST',
        path: '/Users',
        body: `{"userName":"big${random.int(0, 20)}","displayName":"${'x'.repeat(random.pick([1_000_000, 1_048_000, 1_100_000]))}"}`,
      }),
    () => probe(kind, { method: 'POST', path: '/Users', body: `{${list(60_000, (i) => `"k${i}":1`)}}` }),
    () =>
      probe(kind, {
        method: 'POST',
        path: '/Users',
        body: `{"userName":"many${random.int(0, 20)}","emails":[${list(random.pick([999, 15_000]), (i) => `{"value":"${i}@x","type":"work"}`)}]}`,
      }),
    () =>
      probe(kind, {
        method: 'POST',
        path: '/Groups',
        body: `{"displayName":"big${random.int(0, 20)}","members":[${list(20_000, (i) => `{"value":"nobody-${i}"}`)}]}`,
      }),
    () =>
      probe(kind, {
        method: 'PATCH',
        path: `/Users/${id}`,
        body: `{"Operations":[${list(random.pick([990, 12_000]), (i) => `{"op":"add","path":"emails","value":[{"value":"${i}@y"}]}`)}]}`,
      }),
    () =>
      probe(kind, {
        method: 'PATCH',
        path: `/Users/${id}`,
        body: `{"Operations":[${list(random.pick([1000, 9000]), (i) => `{"op":"replace","path":"emails[value eq \\"${i}@y\\"].type","value":"x"}`)}]}`,
      }),
    () =>
      probe(kind, {
        method: 'PATCH',
        path: `/Groups/${id}`,
        body: `{"Operations":[{"op":"add","path":"members","value":[${list(15_000, (i) => `{"value":"nobody-${i}"}`)}]}]}`,
      }),
    () =>
      probe(kind, {
        method: 'POST',
        path: '/Bulk',
        body: `{${BULK}"Operations":[${list(random.pick([1000, 1001, 20_000]), () => '{"method":"DELETE","path":"/Users/x"}')}]}`,
      }),
    () =>
      probe(kind, {
        method: 'POST',
        path: '/Bulk',
        body: `{${BULK}"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"${'x'.repeat(random.pick([3_000_000, 4_300_000]))}"}}]}`,
      }),
    () => ({
      ...probe(kind, { method: 'POST', path: '/Users', body: `{"password":"${'x'.repeat(random.pick([900_000, 5_000_000]))}"}` }),
    }),
    () => ({
      kind,
      pieces: [bytesOf({ method: 'POST', path: '/Users', body: Buffer.alloc(20_000_000, 0x20) })],
      answers: 1,
      alone: true,
    }),
  ])();
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
