import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256 } from '#main/golive/go-live-report/canonical.ts';
import { html as markup, prose } from '#main/golive/go-live-report/markup.ts';

describe('the data of the report', () => {
  test('equal data are equal text, whatever the order of their names', () => {
    const text = canonicalJson({ b: [{ d: 1, c: null }], a: 'ä' });
    expect(text).toBe('{"a":"ä","b":[{"c":null,"d":1}]}');
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test('FIPS 180-4: SHA-256 of "abc"', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('the markup of the report', () => {
  test('a value never becomes markup', () => {
    const name = '<script>alert("x")</script> & `<b>`';
    expect(markup`<p title="${name}">${prose(name)}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; `&lt;b&gt;`">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; <code>&lt;b&gt;</code></p>',
    );
  });

  test('null and false leave nothing, lists stand in a row', () => {
    expect(markup`<ul>${[markup`<li>1</li>`, markup`<li>${2000}</li>`]}${null}${false}</ul>`.text).toBe(
      '<ul><li>1</li><li>2,000</li></ul>',
    );
  });
});
