// Mantine's styles first, so that ours come after them.
import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keepFresh } from '../api/live.ts';
import { queryClient } from '../api/queries.ts';
import { chosenSandbox } from '../api/sandbox.ts';
import { signedOut } from '../api/session.ts';
import { useStore } from '../api/store.ts';
import { colorSchemeManager } from '../platform/color-scheme.ts';
import { styleNonce } from '../platform/style-nonce.ts';
import { router } from './router.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { cssVariables, theme } from './theme.ts';

/** The whole console. */
export function Console() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <SignedIn />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedIn() {
  const refused = useStore(signedOut);
  const sandbox = useStore(chosenSandbox);
  // Another sandbox is another world: nothing that was typed or opened in the one is shown in the other.
  return refused ? <SignInPage /> : <World key={sandbox} />;
}

function World() {
  useEffect(() => keepFresh(queryClient), []);
  return <RouterProvider router={router} />;
}
