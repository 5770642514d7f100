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
 * become rules of one style element that bears the page's nonce. A parser would apply the policy before the attributes could be taken
 * out; the mail is our own, and nothing in its text looks like an attribute, because quotes and brackets are escaped there.
 */
function previewDocument(html: string, nonce: string): string {
  const rules: string[] = [];
  const unstyled = html.replaceAll(/ style="([^"]*)"/g, (_attribute, style: string) => {
    rules.push(`.m${rules.length}{${style}}`);
    return ` class="m${rules.length - 1}"`;
  });
  const unlinked = unstyled.replaceAll(/ href="[^"]*"/g, '');
  return unlinked.replace('</head>', () => `<style nonce="${nonce}">${rules.join('\n')}</style></head>`);
}
