import { PROVIDERS } from '../idps.ts';
import type { Driver, DriverContext } from './driver.ts';
import { entraDriver } from './entra.ts';
import { jumpCloudDriver } from './jumpcloud.ts';
import { oktaDriver } from './okta.ts';
import { oneLoginDriver } from './onelogin.ts';
import { putOnlyDriver } from './put-only.ts';

/** The simulated identity provider at work. */
export function driverOf(context: DriverContext): Driver {
  switch (PROVIDERS[context.idp].idp) {
    case 'entra':
      return entraDriver(context);
    case 'okta':
      return oktaDriver(context);
    case 'onelogin':
      return oneLoginDriver(context);
    case 'jumpcloud':
      return jumpCloudDriver(context);
    default:
      return putOnlyDriver(context);
  }
}
