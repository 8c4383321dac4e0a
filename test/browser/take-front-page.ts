/**
 * Takes the picture of the front page that the README shows, from a running demonstration:
 * `node test/browser/take-front-page.ts http://127.0.0.1:8080 server/web/front-page.png`
 */
import { launchChromium } from '../support/chromium.ts';

const [address = 'http://127.0.0.1:8080', file = 'server/web/front-page.png'] = process.argv.slice(2);
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light' });
await page.goto(`${address}/?modality=EUCAIM:IMG1000038&bodyPart=EUCAIM:BP1000092`);
await page.evaluate('document.fonts.ready');
await page.screenshot({ path: file });
await browser.close();
