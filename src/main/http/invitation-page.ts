import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../report/escape-markup.ts';
import type { Language } from '../mail/words.ts';
import { PAGE_WORDS } from './invitation-words.ts';

/** One page, whole. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The form, with what is wrong with the last attempt. */
export function formPage(language: Language, status: number, userName: string, problem: string | null): Page {
  const words = PAGE_WORDS[language];
  const note = problem === null ? '' : `<p class="problem" role="alert" id="problem">${escapeHtml(problem)}</p>`;
  const field = (id: string, label: string, hint: string) => `<label for="${id}">${escapeHtml(label)}</label>
<input id="${id}" name="${id}" type="password" required autocomplete="new-password"${hint}>`;
  return page(language, status, words.title, [
    `<p class="account">${escapeHtml(words.account)} <b>${escapeHtml(userName)}</b></p>`,
    note,
    '<form method="post">',
    `<input type="hidden" name="username" autocomplete="username" value="${escapeHtml(userName)}">`,
    field('password', words.password, ` minlength="6" autofocus aria-describedby="rule${problem === null ? '' : ' problem'}"`),
    `<p class="hint" id="rule">${escapeHtml(words.rule)}</p>`,
    field('repeat', words.repeat, ''),
    `<button type="submit">${escapeHtml(words.button)}</button>`,
    '</form>',
  ]);
}

/** A page that only tells something. */
export function tellingPage(language: Language, status: number, title: string, text: string): Page {
  return page(language, status, title, [`<p>${escapeHtml(text)}</p>`]);
}

function page(language: Language, status: number, title: string, content: readonly string[]): Page {
  const nonce = randomBytes(16).toString('base64');
  const body = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content.join('\n')}
</main>
<footer>${escapeHtml(PAGE_WORDS[language].rehearsal)}</footer>
</body>
</html>
`;
  return { status, body, headers: headers(nonce) };
}

/** No script at all, one style, and a form that goes nowhere else. The secret is in the address, so no other site is told of it. */
function headers(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    // `no-referrer` would also take the Origin from our own form, by which its sender is checked.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f6f6f7; --surface: #fff; --line: #8a8d96; --rule: #e6e6ea; --text: #1b1c20; --text-2: #55585f; --accent: #3d4fc4; --on-accent: #fff; --bad: #b3261e; --bad-ground: #fcebe9; }
@media (prefers-color-scheme: dark) { :root { --ground: #121316; --surface: #18191c; --line: #6d707a; --rule: #292b30; --text: #e6e7ea; --text-2: #a9acb4; --accent: #a3b0ff; --on-accent: #12142a; --bad: #ff9a91; --bad-ground: #3f2120; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 12vh 20px 24px; background: var(--ground); color: var(--text); font: 15px/23px system-ui, sans-serif; }
main { width: 100%; max-width: 380px; padding: 28px; border: 1px solid var(--rule); border-radius: 8px; background: var(--surface); }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 27px; font-weight: 600; text-wrap: balance; }
p { margin: 0; text-wrap: pretty; }
.account { color: var(--text-2); overflow-wrap: anywhere; }
.account b { color: var(--text); font-weight: 600; }
.problem { margin-top: 16px; padding: 9px 12px; border-radius: 6px; background: var(--bad-ground); color: var(--bad); }
label { display: block; margin: 18px 0 5px; font-size: 13px; line-height: 19px; font-weight: 600; }
input:not([type=hidden]) { width: 100%; height: 40px; padding: 0 11px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.hint { margin-top: 5px; color: var(--text-2); font-size: 13px; line-height: 19px; }
button { width: 100%; height: 42px; margin-top: 24px; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
footer { margin-top: 16px; max-width: 380px; color: var(--text-2); font-size: 12.5px; line-height: 19px; text-align: center; }
`;
