import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { startPageServer } from '../support/page-server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Each rule that a page breaks, with the first place. */
async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>('axe.run(document)');
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('the pages in a browser', { skip: skipWithoutChromium() }, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startPageServer>>;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startPageServer()]);
  });
  after(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  /** Opens an address, runs the steps, and fails where anything was logged or asked of another origin. */
  async function visit(
    address: string,
    options: BrowserContextOptions,
    steps: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.base)) complaints.push(`asked ${request.url()}`);
      });
      await page.goto(server.base + address);
      await steps(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  const countIs = async (page: Page, text: string): Promise<void> => {
    await page.locator('#count', { hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: 5000 });
  };

  it('answers while one types, without leaving the field', async () => {
    await visit('/', {}, async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('liver');
      await countIs(page, '2 datasets');
      assert.equal(await page.evaluate('document.activeElement.id'), 'search-text');
      assert.equal(new URL(page.url()).search, '?q=liver');
      assert.equal(await page.locator('#announcer').textContent(), '2 datasets');
    });
  });

  it('filters by a click, shows the filter in words, and goes back', async () => {
    await visit('/', {}, async (page) => {
      await page.getByRole('checkbox', { name: 'Abdomen' }).check();
      await countIs(page, '6 datasets');
      assert.equal(await page.evaluate('document.activeElement.id'), 'bodyPart-EUCAIM:BP1000173');
      await page.getByRole('checkbox', { name: 'Computed tomography' }).check();
      await countIs(page, '5 datasets');
      assert.equal(new URL(page.url()).search, '?bodyPart=EUCAIM:BP1000173&modality=EUCAIM:IMG1000026');
      await page.getByRole('link', { name: /^Remove Body part/ }).click();
      await countIs(page, '6 datasets');
      await page.goBack();
      await countIs(page, '5 datasets');
      await page.goBack();
      await page.goBack();
      await countIs(page, '11 datasets');
    });
  });

  it('narrows a range, and lets what is not stated in again', async () => {
    await visit('/', {}, async (page) => {
      await page.locator('#ageAtDiagnosis-to').fill('30');
      await countIs(page, '1 dataset');
      await page.locator('#ageAtDiagnosis-unknown').check();
      await countIs(page, '2 datasets');
      assert.match(
        await page.locator('.sentence').innerText(),
        /Age at diagnosis: up to 30 years or not stated/,
      );
    });
  });

  it('does all of this without script', async () => {
    await visit('/', { javaScriptEnabled: false }, async (page) => {
      await page.locator('#search-text').fill('liver');
      await page.getByRole('checkbox', { name: 'Computed tomography' }).check();
      await page.getByRole('button', { name: /^Show/ }).click();
      await countIs(page, '1 dataset');
      await page.getByRole('link', { name: /^Remove Image modality/ }).click();
      await countIs(page, '2 datasets');
      await page.locator('.count', { hasText: '2' }).first().click();
      await page.locator('.chip').waitFor();
    });
  });

  it('leads from a mistyped word to a concept and up its tree, by keys and without script', async () => {
    await visit('/ontology', { javaScriptEnabled: false }, async (page) => {
      await page.locator('#search-text').fill('prostat canser');
      await page.keyboard.press('Enter');
      await page.locator('.hits a', { hasText: 'Malignant neoplasm of prostate' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('h1', { hasText: 'Malignant neoplasm of prostate' }).waitFor({ timeout: 5000 });
      await page.locator('.ways-down a').first().click();
      await page.locator('h1', { hasText: 'Primary Cancer Condition' }).waitFor({ timeout: 5000 });
    });
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const address of [
      '/',
      '/catalog?q=liver&modality=EUCAIM:IMG1000030',
      '/datasets/north-2',
      '/concepts/EUCAIM:BP1000021',
      '/concepts/eucaim:hasBirthSex',
      '/concepts/scheme:modality',
      '/concepts/SNOMEDCT:399068003?lang=de',
      '/ontology?q=prostat+canser',
      '/ns',
    ]) {
      it(`finds ${address} accessible in ${theme}`, async () => {
        const joint = address.includes('?') ? '&' : '?';
        await visit(`${address}${joint}theme=${theme}`, {}, async (page) => {
          assert.deepEqual(await accessibilityProblems(page), []);
        });
      });
    }
  }

  it('follows the theme of the system', async () => {
    await visit('/', { colorScheme: 'dark' }, async (page) => {
      assert.equal(
        await page.evaluate('getComputedStyle(document.body.parentElement).backgroundColor'),
        'rgb(15, 21, 20)',
      );
    });
  });

  for (const width of [320, 360]) {
    it(`never scrolls sideways at ${width} px, and opens the filters as a sheet`, async () => {
      await visit('/', { viewport: { width, height: 800 } }, async (page) => {
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        assert.equal(await page.evaluate(overflow), 0);
        assert.equal(await page.getByRole('checkbox', { name: 'Abdomen' }).isVisible(), false);
        await page.locator('#filters > summary').click();
        await page.getByRole('checkbox', { name: 'Abdomen' }).check();
        await page.getByRole('button', { name: 'Show 6 datasets' }).click();
        assert.equal(await page.evaluate('document.activeElement.id'), 'count');
        assert.deepEqual(await accessibilityProblems(page), []);
        for (const address of [
          '/datasets/north-2',
          '/concepts/EUCAIM:BP1000021',
          '/concepts/EUCAIM:CLIN1000075?lang=de',
          '/ontology?q=prostate',
          '/ns',
          '/catalog?q=nothing&lang=de',
        ]) {
          await page.goto(server.base + address);
          assert.equal(await page.evaluate(overflow), 0, address);
        }
      });
    });
  }

  it('turns around for languages written from right to left', async () => {
    await visit('/', {}, async (page) => {
      await page.evaluate('document.documentElement.dir = "rtl"');
      const side = await page.locator('.side').boundingBox();
      const main = await page.locator('main').boundingBox();
      assert.ok((side?.x ?? 0) > (main?.x ?? Infinity));
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    });
  });
});
