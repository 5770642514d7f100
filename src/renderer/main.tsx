// First: zod must know that it may not compile code before any schema is built (the page's CSP forbids eval).
import './app/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { signInFromUrl, watchForStartLink } from './api/session.ts';
import { Console } from './app/console.tsx';
import { applyStoredColorScheme } from './platform/color-scheme.ts';
import { startTranslations } from './locales/translations.ts';

applyStoredColorScheme();
await startTranslations();
await signInFromUrl();
watchForStartLink();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<Console />);
