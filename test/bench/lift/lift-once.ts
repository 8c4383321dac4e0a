/** One lifting in a process of its own, for its memory: `node lift-once.ts WAY ROWS` prints peak bytes as JSON. */
import { Random } from '../../../server/cli/demo/random.ts';
import { seed } from '../support/bench.ts';
import { liftByEngine } from './lift-by-engine.ts';
import { liftByHand } from './lift-by-hand.ts';
import { measurementTable } from './measurement-table.ts';

const [way, rows] = process.argv.slice(2);
const table = measurementTable(Number(rows), new Random(seed));
const peak = (): number => process.resourceUsage().maxRSS * 1024;
const before = peak();
const quads = way === 'hand' ? await liftByHand(table) : await liftByEngine(table, { bare: way === 'bare' });
console.log(JSON.stringify({ before, peak: peak(), quads: quads.length }));
