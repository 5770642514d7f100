import { describe, expect, test } from 'vitest';
import { addressKind } from '#main/reach/address-kind.ts';
import { judge } from '#main/reach/checks/tls.ts';
import { verdictOf } from '#main/reach/doctor.ts';
import { foreignAnswer } from '#main/reach/foreign-answer.ts';
import { readAddress } from '#main/reach/public-address.ts';
import { readOrigins } from '#main/reach/read-origins.ts';
import type { ReachCheckId, ReachCheckResult } from '#shared/contract/reach.ts';

describe('an address that was entered', () => {
  test.each([
    [
      'quiet-river.trycloudflare.com',
      '/scim/v2',
      'https://quiet-river.trycloudflare.com',
      'https://quiet-river.trycloudflare.com/scim/v2',
    ],
    [
      'https://quiet-river.trycloudflare.com/',
      '/okta/scim/v2',
      'https://quiet-river.trycloudflare.com',
      'https://quiet-river.trycloudflare.com/okta/scim/v2',
    ],
    ['https://a.example/scim/v2', '/scim/v2', 'https://a.example', 'https://a.example/scim/v2'],
    ['https://a.example/scim/v2/', '/okta/scim/v2', 'https://a.example', 'https://a.example/okta/scim/v2'],
    ['https://a.example/okta/scim/v2', '/scim/v2', 'https://a.example/okta', 'https://a.example/okta/scim/v2'],
    ['https://a.example/proxied/here', '/scim/v2', 'https://a.example/proxied/here', 'https://a.example/proxied/here/scim/v2'],
    ['http://localhost:8080', '/scim/v2', 'http://localhost:8080', 'http://localhost:8080/scim/v2'],
  ])('%s for %s', (text, tenantPath, base, tenantUrl) => {
    const address = readAddress(text, tenantPath);
    expect(address.base).toBe(base);
    expect(address.tenantUrl.href).toBe(tenantUrl);
  });

  test.each(['', '   ', 'https://', 'ftp://a.example', 'https://user@a.example', 'file:///etc/passwd', 'https://a b'])(
    '"%s" is refused',
    (text) => {
      expect(() => readAddress(text, '/scim/v2')).toThrow(/^(?:"|Enter)/);
    },
  );
});

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.8.9.1', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.31.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.178.20', 'private'],
  ['100.64.0.1', 'private'],
  ['169.254.1.1', 'private'],
  ['fd12::1', 'private'],
  ['fe80::1', 'private'],
  ['104.16.230.132', 'public'],
  ['2606:4700::6810:e684', 'public'],
])('%s is %s', (address, kind) => {
  expect(addressKind(address)).toBe(kind);
});

describe('what a certificate is worth, in words', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const shown = (error: string | null, validTo = 'Feb 20 12:00:00 2027 GMT') => ({
    hostname: 'scim.example.com',
    error,
    protocol: 'TLSv1.3',
    now,
    certificate: {
      valid_from: 'Nov 20 12:00:00 2026 GMT',
      valid_to: validTo,
      subjectaltname: 'DNS:other.example.com, DNS:*.other.example.com',
      issuer: { C: 'US', O: "Let's Encrypt", CN: 'E7', ST: '', L: '', OU: '' },
      subject: { C: '', O: '', CN: 'other.example.com', ST: '', L: '', OU: '' },
    },
  });

  test('a good one names its end and its authority', () => {
    expect(judge(shown(null))).toMatchObject({
      outcome: 'ok',
      seen: "The certificate of scim.example.com is good until 2027-02-20, from Let's Encrypt; TLSv1.3.",
    });
  });

  test('one that ends soon is a warning', () => {
    expect(judge(shown(null, 'Nov 27 13:00:00 2026 GMT'))).toMatchObject({
      outcome: 'warning',
      fix: 'Renew it before it expires in 3 days.',
    });
  });

  test.each([
    ['CERT_HAS_EXPIRED', 'expired on 2027-02-20'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'was made out for another name: other.example.com, *.other.example.com'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is signed by itself'],
    ['SELF_SIGNED_CERT_IN_CHAIN', "from an authority that is no public one: Let's Encrypt"],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'without the certificates between it and its authority'],
    ['CERT_NOT_YET_VALID', 'is not valid before Nov 20'],
    ['CERT_REVOKED', 'was revoked'],
    ['CERT_CHAIN_TOO_LONG', 'cannot be trusted (CERT_CHAIN_TOO_LONG)'],
  ])('%s', (code, words) => {
    const finding = judge(shown(code));
    expect(finding).toMatchObject({ outcome: 'failed', stops: true });
    expect(finding.seen).toContain(words);
    expect(finding.fix).not.toBeNull();
  });
});

describe('an answer that is not ours', () => {
  const answer = (status: number, text: string, headers: Record<string, string> = {}) => ({
    status,
    text,
    headers,
    milliseconds: 1,
  });

  test.each([
    [answer(200, '<!DOCTYPE html><p>You are about to visit … (ERR_NGROK_6024)'), 'warning page of the free plan'],
    [answer(404, 'ERR_NGROK_3200: The endpoint x.ngrok-free.app is offline.'), 'ngrok answers that the tunnel'],
    [answer(200, '<html>X-Tunnel-Skip-AntiPhishing-Page</html>'), 'The dev tunnel shows a warning or log-in page'],
    [answer(530, 'error code: 1033'), 'no tunnel is connected'],
    [answer(403, '<html><title>Just a moment...</title></html>'), 'protection against bots'],
    [answer(200, '<html><form><input type="password"></form>'), 'A log-in page stands'],
    [answer(504, ''), 'does not reach what is behind it'],
    [answer(302, '', { location: 'https://login.example.com/' }), 'sends the caller on to https://login.example.com/'],
    [answer(301, ''), 'another address'],
    [answer(200, '<html><title>It works!</title></html>'), 'titled “It works!”'],
  ])('%o', (reply, words) => {
    expect(foreignAnswer(reply, 'x.example')?.what).toContain(words);
  });

  test('a quick tunnel whose program heeds a configuration of its own', () => {
    expect(foreignAnswer(answer(404, ''), 'quiet-river.trycloudflare.com')?.fix).toContain('config.yml');
    expect(foreignAnswer(answer(404, '{}'), 'quiet-river.trycloudflare.com')).toBeNull();
  });

  test.each([
    answer(401, '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"]}', { 'content-type': 'application/scim+json' }),
    answer(200, '{"Resources":[{"displayName":"Log in"}]}', { 'content-type': 'application/scim+json' }),
    answer(304, ''),
  ])('one that could be SCIM is not called foreign: %o', (reply) => {
    expect(foreignAnswer(reply, 'x.example')).toBeNull();
  });
});

describe('the answer of a run', () => {
  const results = (outcomes: Partial<Record<ReachCheckId, ReachCheckResult['outcome']>>): ReachCheckResult[] =>
    (['dns', 'tls', 'path', 'this-service', 'token'] as const).map((id) => ({
      id,
      title: id,
      outcome: outcomes[id] ?? 'ok',
      seen: '',
      fix: null,
    }));
  test.each([
    [{}, 'An identity provider can reach this service.'],
    [{ dns: 'warning' }, 'An identity provider can reach this service, with one warning.'],
    [{ token: 'failed' }, 'The address leads here, and one thing is in the way.'],
    [{ tls: 'failed', token: 'failed' }, 'The address leads here, and 2 things are in the way.'],
    [{ path: 'failed', 'this-service': 'skipped' }, 'An identity provider cannot reach this service this way.'],
  ] as const)('%o', (outcomes, sentence) => {
    expect(verdictOf(results(outcomes))).toBe(sentence);
  });
});

describe('pages that may call', () => {
  test('origins as browsers send them, each once', () => {
    expect(readOrigins(['https://Tools.Example.com/', ' https://tools.example.com', '', 'https://a.example:8443'])).toEqual([
      'https://tools.example.com',
      'https://a.example:8443',
    ]);
  });

  test.each(['*', 'null', 'https://a.example/x', 'http://a.example', 'a.example', 'https://a.example:443'])(
    '%s is refused',
    (text) => {
      expect(() => readOrigins([text])).toThrow(/is no origin|is not encrypted/);
    },
  );
});
