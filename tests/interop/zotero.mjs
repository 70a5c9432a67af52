// RIS, BibTeX, CSL-JSON and pages with COinS as Zotero reads them: each becomes items as Zotero's API has them.
import { openBrowser } from './browser.mjs'
import { readEach } from './each.mjs'
import { openZotero } from './zotero-page.mjs'

const browser = await openBrowser()
await readEach(await openZotero(browser))
await browser.close()
