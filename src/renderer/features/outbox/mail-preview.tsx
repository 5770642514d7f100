import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { styleNonce } from '../../platform/style-nonce.ts';
import classes from './outbox.module.css';

/**
 * A mail as a mail program shows it, in a frame that may do nothing: no script, no origin, no navigation. Nothing in it is clicked;
 * the pane has a button for the link.
 */
export function MailPreview({ html, subject }: { html: string; subject: string }) {
  const { t } = useTranslation();
  const document = useMemo(() => previewDocument(html, styleNonce()), [html]);
  return (
    <iframe
      className={classes['preview']}
      sandbox=""
      title={t('outbox.previewOf', { subject })}
      srcDoc={document}
      tabIndex={-1}
    />
  );
}

/**
 * The page's own Content-Security-Policy holds in the frame too, and it forbids style attributes, of which a mail consists. So they
 * become rules of one style element that bears the page's nonce.
 */
function previewDocument(html: string, nonce: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const rules: string[] = [];
  for (const element of parsed.querySelectorAll('[style]')) {
    const mark = `m${rules.length}`;
    rules.push(`.${mark}{${element.getAttribute('style') ?? ''}}`);
    element.removeAttribute('style');
    element.classList.add(mark);
  }
  for (const link of parsed.querySelectorAll('a[href]')) link.removeAttribute('href');
  const style = parsed.createElement('style');
  style.setAttribute('nonce', nonce);
  style.textContent = rules.join('\n');
  parsed.head.append(style);
  return `<!doctype html>${parsed.documentElement.outerHTML}`;
}
