/** @returns milliseconds that this thread has computed, which other processes on a busy machine do not lengthen */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
