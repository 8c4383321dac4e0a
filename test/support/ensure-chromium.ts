import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

/** Installs Chromium from Debian's packages where it is missing, as root or by sudo. Throws where that fails. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  console.log('Chromium is missing; installing it with apt-get');
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...step];
    const { status } = spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0)
      throw new Error(`apt-get ${step.join(' ')} failed; install chromium by hand, or set MERIDIAN_CHROMIUM`);
  }
  const installed = findChromium();
  if (installed === undefined) throw new Error('chromium was installed but is not where it was expected');
  return installed;
}
