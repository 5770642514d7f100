import type { Forgiver } from './forgiver.ts';
import { splitLocal, urnOfManager } from './keys.ts';
import type { Shape, Shapes } from './shapes.ts';

/** Nothing in a filter needs a second look unless it holds a boolean as text, `].`, or one of two names. */
const worthALook = /"(?:true|false)"|\]\s*\.|\b(?:email|manager)\b/i;
/** No identity provider sends longer ones; the parser's own bound is above it. */
const longestLook = 8192;
const textLiteral = /"(?:[^"\\]|\\.)*"/gs;

/**
 * A filter (or a PATCH path with one) with the slips of known senders put right: `roles[primary eq "True"]` compares with a
 * boolean, `email` means `emails`. `emails[type eq "work"].value eq "x"`, which Entra ID asks for, stays as it is: the
 * filter parser takes it, and it is only noted here. Case of names and operators is free by RFC 7644 §3.4.2.2.
 */
export function normaliseFilterText(text: string, shapes: Shapes, forgiver: Forgiver): string {
  if (text.length > longestLook || !worthALook.test(text)) return text;
  let result = '';
  let end = 0;
  // A filter is cut at its text literals, so that nothing inside of one is taken for a name.
  for (const match of text.matchAll(textLiteral)) {
    const before = withAliases(text.slice(end, match.index), shapes, forgiver);
    const literal = match[0];
    result += before;
    end = match.index + literal.length;
    result += isBooleanText(literal) ? booleanLiteral(result, literal, shapes, forgiver) : literal;
  }
  result += withAliases(text.slice(end), shapes, forgiver);
  return result;
}

/** Notes a filter in which a value path is followed by a sub-attribute and an operator: outside the RFC's grammar. */
export function noteValuePathComparison(text: string, forgiver: Forgiver): void {
  if (text.length > longestLook || !/\]\s*\./.test(text)) return;
  const bare = text.replaceAll(textLiteral, '""');
  const close = bare.search(/\]\.[\w$]+\s+(?:eq|ne|co|sw|ew|pr|gt|ge|lt|le)\b/i);
  if (close === -1) return;
  const container = /[\w$:.-]+$/.exec(bare.slice(0, bare.lastIndexOf('[', close)).slice(-200))?.[0] ?? '';
  const attribute = `${container}.${/^[\w$]+/.exec(bare.slice(close + 2))?.[0] ?? ''}`;
  forgiver.forgive({
    code: 'filter-value-path-with-sub-attribute',
    ruleId: 'loose-shapes',
    attribute,
    what: `the filter compares \`${attribute}\` behind a value filter, which the RFC's grammar does not have`,
    scimType: 'invalidFilter',
  });
}

function isBooleanText(literal: string): boolean {
  return literal.length <= 7 && /^"(?:true|false)"$/i.test(literal);
}

function booleanLiteral(before: string, literal: string, shapes: Shapes, forgiver: Forgiver): string {
  const name = /([A-Za-z$][\w$:.-]*)\s+(?:eq|ne)\s*$/i.exec(before.slice(-300))?.[1];
  if (name === undefined) return literal;
  const shape = findShape(before, name, shapes);
  if (shape?.boolean !== true) return literal;
  forgiver.forgive({
    code: 'filter-string-boolean',
    ruleId: 'string-booleans',
    attribute: shape.label,
    what: `\`${shape.label}\` was compared with the text ${literal} where true or false belongs`,
    scimType: 'invalidFilter',
  });
  return literal.slice(1, -1).toLowerCase();
}

function findShape(before: string, name: string, shapes: Shapes): Shape | undefined {
  const open = before.lastIndexOf('[');
  if (open > before.lastIndexOf(']')) {
    const container = /([A-Za-z$][\w$:.-]*)$/.exec(before.slice(0, open).slice(-200))?.[1];
    return container === undefined ? undefined : lookUp(container, shapes)?.subs.get(name);
  }
  return lookUp(name, shapes);
}

function lookUp(name: string, shapes: Shapes): Shape | undefined {
  const folded = name.toLowerCase();
  const owner = shapes.schemas.find(({ urn }) => folded.startsWith(`${urn.toLowerCase()}:`));
  const parts = splitLocal(owner === undefined ? name : name.slice(owner.urn.length + 1));
  if (parts === null) return undefined;
  const shape = (owner?.extension?.attributes ?? shapes.attributes).get(parts.attribute);
  return parts.sub === null ? shape : shape?.subs.get(parts.sub);
}

/** PingOne's documentation filters by `email`, Entra ID's asks for `manager` without its URN. */
function withAliases(text: string, shapes: Shapes, forgiver: Forgiver): string {
  if (!/\b(?:email|manager)\b/i.test(text)) return text;
  return text.replaceAll(
    /(?<![\w.:$-])(?:email|manager)(?=\s+(?:eq|ne|co|sw|ew|pr)\b|\[|\.value\b)/gi,
    (name) => unalias(name, shapes, forgiver) ?? name,
  );
}

function unalias(name: string, shapes: Shapes, forgiver: Forgiver): string | null {
  if (name.toLowerCase() === 'manager') {
    const urn = urnOfManager(shapes);
    if (urn === null) return null;
    forgiver.forgive({
      code: 'missing-urn',
      ruleId: 'loose-shapes',
      attribute: `${urn}:manager`,
      what: `the filter names \`${name}\` without the URN of its schema`,
      outcome: `; it was read as \`${urn}:${name}\``,
      scimType: 'invalidFilter',
    });
    return `${urn}:${name}`;
  }
  if (shapes.attributes.get('email') !== undefined || shapes.attributes.get('emails') === undefined) return null;
  forgiver.forgive({
    code: 'filter-attribute-alias',
    ruleId: 'loose-shapes',
    attribute: 'emails',
    what: `the filter names \`${name}\``,
    outcome: ', which was read as `emails`',
    scimType: 'invalidFilter',
  });
  return 'emails';
}
