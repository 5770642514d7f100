import { useLocation, useNavigate } from '@tanstack/react-router';
import { chooseSandbox } from '../api/sandbox.ts';

/**
 * Shows another sandbox in this tab, on the screen that is open; what was open there in detail is of the sandbox before.
 * @returns what does it
 */
export function useSwitchSandbox(): (sandbox: { slug: string; isDefault: boolean }) => void {
  const navigate = useNavigate();
  const pathname = useLocation({ select: (location) => location.pathname });
  return ({ slug, isDefault }) => {
    const screen = pathname.split('/')[1] ?? '';
    const leave = screen === 'sandboxes' ? Promise.resolve() : navigate({ href: `/${screen}` });
    void leave.then(() => chooseSandbox(isDefault ? null : slug));
  };
}
