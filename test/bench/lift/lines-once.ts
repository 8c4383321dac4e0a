/** One lifting of a file to nowhere, in a process of its own: `node lines-once.ts WAY FILE` prints its peak as JSON. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { linesByEngine } from './lines-by-engine.ts';
import { linesByHand } from './lines-by-hand.ts';

const [way, file = ''] = process.argv.slice(2);
const sink = openSync('/dev/null', 'w');
const start = performance.now();
await (way === 'hand' ? linesByHand : linesByEngine)(file, (lines) => void writeSync(sink, lines));
closeSync(sink);
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024, milliseconds }));
