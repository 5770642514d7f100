import { bodyOf, created, listed, search } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { DEVICE, deviceDesk, profileFile, removeProfiles } from './profiles.ts';

/** A host with this profile, and what its tests do with devices again and again. */
export function withDeviceDesk() {
  removeProfiles();
  const running = withHost(['--profile', profileFile('device-desk', deviceDesk)]);
  let count = 0;
  function device(more: object = {}): object {
    count += 1;
    return { schemas: [DEVICE], serialNumber: `SN-${count}`, ...more };
  }
  const made = (more: object = {}) => created(running.client, '/Devices', device(more));
  const patch = (id: string, ...operations: object[]) => running.client.patch(`/Devices/${id}`, operations);
  const read = async (id: string, query = '') => bodyOf(await running.client.get(`/Devices/${id}${query}`));
  const found = async (filter: string) => listed(await running.client.get(`/Devices${search(filter)}`), 'serialNumber');
  return { running, device, made, patch, read, found };
}
