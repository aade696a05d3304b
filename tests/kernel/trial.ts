// Prints what this host lacks for a kernel's namespace, as JSON; `null` where a kernel could be started.
import { missingKernel } from '../../server/src/kernel/kernel-machine.ts';

process.stdout.write(JSON.stringify(missingKernel() ?? null));
