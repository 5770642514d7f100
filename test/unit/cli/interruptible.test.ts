import { interruptible } from '#main/cli/interruptible.ts';
import { describe, expect, test } from 'vitest';

describe('work that is ended in good order', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it, and what it came to is still given back', async (signal) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const done = interruptible(
      () => promise,
      () => Promise.resolve(resolve('stopped')),
    );
    process.emit(signal);
    expect(await done).toBe('stopped');
  });

  test('once it is over, the signals are the host’s again', async () => {
    const before = process.listenerCount('SIGTERM');
    await expect(
      interruptible(
        () => Promise.reject(new Error('broken')),
        () => Promise.resolve(),
      ),
    ).rejects.toThrow('broken');
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
