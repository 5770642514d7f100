import { escapeHtml } from './escape-markup.ts';

/** What the pages of all reports look like; each adds what is its own. */
const STYLE = `
:root { color-scheme: light dark; --text: #1b1c20; --quiet: #55585f; --line: #e0e0e4; --ground: #fff; --sunken: #f6f6f7; --bad: #b3261e; --warn: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e7ea; --quiet: #a9acb4; --line: #33353b; --ground: #18191c; --sunken: #121316; --bad: #ff9a91; --warn: #e6b566; } }
body { margin: 32px auto; max-width: 1080px; padding: 0 20px; background: var(--ground); color: var(--text); font: 13px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; font-weight: 550; margin: 0 0 4px; } h2 { font-size: 15px; font-weight: 550; margin: 28px 0 4px; }
p { margin: 0 0 8px; max-width: 75ch; } .quiet { color: var(--quiet); } summary { cursor: pointer; color: var(--quiet); }
table { width: 100%; border-collapse: collapse; } th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
code, pre { font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media print {
  @page { margin: 18mm 16mm; }
  :root { color-scheme: light; --text: #1b1c20; --quiet: #55585f; --line: #e0e0e4; --ground: #fff; --sunken: #f6f6f7; --bad: #b3261e; --warn: #8a5200; }
  body { max-width: none; margin: 0; padding: 0; }
  h2, summary { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; }
}
`;

export interface ReportPage {
  /** as text */
  readonly title: string;
  /** rules of this report alone */
  readonly style: string;
  /** markup, escaped by whoever wrote it */
  readonly body: string;
}

/** One HTML file with everything in it, no script, that can be mailed and opened anywhere. */
export function reportPage({ title, style, body }: ReportPage): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style>
${body}
</html>
`;
}
