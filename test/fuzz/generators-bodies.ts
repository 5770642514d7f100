import { hostileJson, hostileObject, nested } from './hostile-values.ts';
import { type Generator, bytesOf, probe } from './probe.ts';
import { BULK, GOOD, SEARCH, anyTarget } from './targets.ts';

/* Bodies that no parser should meet. */

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
