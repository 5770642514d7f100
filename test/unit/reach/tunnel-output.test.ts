import { describe, expect, test } from 'vitest';
import { TunnelOutput, maskSecrets } from '#main/reach/tunnel-output.ts';

function read(...chunks: readonly (readonly [string, string])[]) {
  const lines: string[] = [];
  const output = new TunnelOutput((line) => lines.push(line));
  for (const [stream, text] of chunks) output.write(stream, text);
  return { output, lines };
}

describe('what a program writes, line by line', () => {
  test('half a line is no line: an address that comes in two parts is read whole', () => {
    const { lines } = read(['stderr', 'INF |  https://quiet-ri'], ['stderr', 'ver.trycloudflare.com  |\n']);
    expect(lines).toEqual(['INF |  https://quiet-river.trycloudflare.com  |']);
  });

  test('stdout and stderr do not mix in one line', () => {
    const { lines } = read(['stdout', 'one '], ['stderr', 'two\n'], ['stdout', 'three\r\n']);
    expect(lines).toEqual(['two', 'one three']);
  });

  test('the last line counts when the program ends without closing it', () => {
    const { output, lines } = read(['stderr', 'fatal: out of luck']);
    expect(lines).toEqual([]);
    output.end();
    expect(output.lines).toEqual(['fatal: out of luck']);
  });

  test('colours, bells and empty lines are left out', () => {
    expect(read(['stdout', '\u001B[1m\u001B[32mready\u001B[0m\u0007\n\n  \n']).output.lines).toEqual(['ready']);
  });

  test('the newest two hundred lines are kept, and a line without end is cut', () => {
    const many = Array.from({ length: 250 }, (_, i) => `line ${i}\n`).join('');
    const { output } = read(['stdout', many], ['stdout', `${'x'.repeat(9000)}\n`]);
    expect(output.lines).toHaveLength(200);
    expect(output.lines[0]).toBe('line 51');
    expect(output.lines.at(-1)).toHaveLength(501);
  });
});

test.each([
  ['authtoken: 4nq9771bPxe8ctg7LKr_2ClH7Y15Zqe4bWLWF9p', '4nq9771bPxe8ctg7LKr'],
  ['Your authtoken is 2abc123def456ghi789jkl012mn_o345pqr678stu901vwx', 'o345pqr678stu901vwx'],
  ['--token eyJhIjoiNWFiNGU5Z.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4', 'eyJzdWIiOiIxMjM0'],
  ['Authorization: Bearer api-0123456789abcdef0123456789abcdef', '0123456789abcdef'],
  ['connecting to https://anna:geheim@proxy.example.com', 'geheim'],
  ['lvl=info access_token=abc123 more', 'abc123'],
  ['{"TunnelSecret":"c2VjcmV0"}', 'c2VjcmV0'],
])('a secret is masked: %s', (line, secret) => {
  const masked = maskSecrets(line);
  expect(masked).not.toContain(secret);
  expect(masked).toContain('••••');
});

test.each([
  'INF |  https://quiet-river.trycloudflare.com  |',
  'Connect via browser: https://3tgxrktm-8000.usw3.devtunnels.ms',
  't=2024-09-05T18:46:58+0500 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://localhost:4700 url=https://99fd-129.ngrok-free.app',
])('what is no secret stays: %s', (line) => {
  expect(maskSecrets(line)).toBe(line);
});
