import { Peer } from '../peer.ts';

/** The stand-in process's end of the line to the test, which owns the browser. */
export const line = new Peer((message) => {
  if (process.connected) process.send?.(message);
});
process.on('message', (message) => line.receive(message));
process.on('disconnect', () => process.exit(1));
