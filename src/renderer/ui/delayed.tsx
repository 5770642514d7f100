import { type ReactNode, useEffect, useState } from 'react';

/** Shows its content only when the wait is long enough to be noticed, so that a quick answer never flickers. */
export function Delayed({ children, ms = 150 }: { children: ReactNode; ms?: number }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return due ? children : null;
}
