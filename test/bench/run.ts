/**
 * `npm run bench [-- AREA …]`: measures this project against a peer, area by area; without an area it lists them. Both
 * sides run in this process, in turns. An area whose sides disagree fails with exit code 1; a time never does.
 */
import { areas } from './areas.ts';
import { Bench } from './support/bench.ts';

const wanted = process.argv.slice(2);
if (wanted.length === 0) {
  console.log('npm run bench:AREA compares\n');
  for (const { name, title, ours, peer } of areas) {
    console.log(`${name}: ${title}\n  ours: ${ours}\n  peer: ${peer}\n`);
  }
}
for (const name of wanted) {
  const area = areas.find((each) => each.name === name);
  if (area === undefined) {
    console.error(`There is no area "${name}". There are: ${areas.map((each) => each.name).join(', ')}.`);
    process.exit(2);
  }
  const bench = new Bench(area);
  await area.run(bench);
  bench.print();
}
