/** The report's own look: light, for the screen and for paper. No font or picture from elsewhere. */
export const STYLE = `
:root { color-scheme: light; --text: #1b1c20; --quiet: #55585f; --line: #dcdce2; --open: #b3261e; --waived: #8a5200; --done: #17694a; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { max-width: 860px; margin: 0 auto; padding: 40px 28px 60px; color: var(--text); background: #fff;
  font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; }
header { padding-bottom: 20px; border-bottom: 2px solid var(--text); }
h1 { font-size: 24px; line-height: 1.25; }
h2 { margin: 34px 0 10px; font-size: 17px; }
h3 { margin: 18px 0 4px; font-size: 14px; }
p { max-width: 75ch; }
code { font: 12.5px/1.4 ui-monospace, Menlo, Consolas, 'Liberation Mono', monospace; overflow-wrap: anywhere; }
.lead { margin-top: 6px; font-size: 16px; }
.lead[data-state='open'] { color: var(--open); }
.lead[data-state='done'] { color: var(--done); }
.quiet { color: var(--quiet); }
.small { font-size: 12px; }
dl.facts { display: grid; grid-template-columns: 190px 1fr; gap: 3px 16px; margin-top: 10px; }
dl.facts dt { color: var(--quiet); }
table { width: 100%; margin-top: 8px; border-collapse: collapse; }
th { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--text); font-size: 12px; text-align: left; color: var(--quiet); }
td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
.item { padding: 10px 0 10px 108px; border-bottom: 1px solid var(--line); break-inside: avoid; }
.item > .state { float: left; width: 96px; margin-left: -108px; font-weight: 600; }
.state[data-state='open'], .state[data-state='rehearsed'], .state[data-state='solve'] { color: var(--open); }
.state[data-state='waived'], .state[data-state='decide'] { color: var(--waived); }
.state[data-state='done'] { color: var(--done); }
.item strong { font-weight: 600; }
.waiver { margin-top: 4px; padding-left: 10px; border-left: 3px solid #d99b34; }
ol { padding-left: 22px; }
li { margin: 6px 0; break-inside: avoid; }
.label { display: inline-block; padding: 0 6px; border: 1px solid var(--line); border-radius: 3px; font-size: 11px; color: var(--quiet); }
.path { color: var(--quiet); }
ul.fields { margin-top: 3px; list-style: none; }
ul.fields li { margin: 1px 0; }
table.sign-off td { height: 44px; min-width: 120px; vertical-align: bottom; }
footer { margin-top: 44px; padding-top: 14px; border-top: 1px solid var(--line); }
details { margin-top: 10px; }
summary { cursor: pointer; }
pre { max-height: 320px; margin-top: 6px; padding: 10px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  background: #f6f6f7; font: 11px/1.45 ui-monospace, Menlo, Consolas, 'Liberation Mono', monospace; }
@media (max-width: 560px) { dl.facts { grid-template-columns: 1fr; } .item { padding-left: 0; } .item > .state { float: none; display: block; margin: 0; } }
@media print {
  @page { margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  details, .screen { display: none; }
  .sign-off { break-inside: avoid; }
}
`;
