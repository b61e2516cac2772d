import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { SallyportError } from '../../../core/errors.ts'
import { contestPage, takeContest } from '../../../jobs/cases/contest.ts'
import type { Keeper } from '../room.ts'

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const css = `:root{color-scheme:light dark}body{margin:0;font:1.0625rem/1.6 system-ui,sans-serif;background:light-dark(#f6f4ef,#15181b);color:light-dark(#1c2024,#e8e6e1)}main{max-width:38rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}label{display:block;font-weight:600;margin:1.5rem 0 .4rem}textarea{box-sizing:border-box;width:100%;min-height:14rem;font:inherit;padding:.7rem;border:1px solid light-dark(#6b6f73,#8b9096);border-radius:4px;background:light-dark(#fff,#1d2125);color:inherit}button{font:inherit;font-weight:600;margin-top:1rem;padding:.7rem 1.4rem;border:0;border-radius:4px;background:light-dark(#1f4d5c,#9fd0dd);color:light-dark(#fff,#10181b)}:focus-visible{outline:3px solid light-dark(#b4541a,#f0b071);outline-offset:2px}.soft{color:light-dark(#4d5358,#b3b8bc)}`

/** All answers together: a token of 256 bits is not guessed, the limit keeps the page from being a burden. */
const contestRate = { burst: 60, perMinute: 240 }

/**
 * `/contest/{token}`: the person's own page. It needs no script, tells nothing of the case, and reading it uses up
 * nothing; their answer can be sent once.
 */
export function contestPages({ house, name, limit }: Keeper): Hono {
  const app = new Hono()
  app.use('/contest/*', async (context, next) => {
    await limit('contest', contestRate)
    await next()
    context.res.headers.set('content-security-policy', policy)
    context.res.headers.set('referrer-policy', 'no-referrer')
    context.res.headers.set('x-content-type-options', 'nosniff')
    context.res.headers.set('cache-control', 'no-store')
  })
  app.use('/contest/*', bodyLimit({ maxSize: 64 << 10, onError: () => { throw new SallyportError('SP_TOO_LARGE', 'An answer has at most 64 KB.') } }))
  app.get('/contest/page.css', (context) => context.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/contest/:token', async (context) => context.html(await shown(async () => form(name, await contestPage(house, context.req.param('token'))), name)))
  app.post('/contest/:token', async (context) => {
    const sent = await context.req.parseBody()
    const words = sent['text']
    return context.html(await shown(async () => {
      await takeContest(house, context.req.param('token'), typeof words === 'string' ? words : '')
      return page(name, 'Your answer has arrived', html`<p>Somebody who did not make the decision reads it and answers you. You need to do nothing more; keep the letter.</p>`)
    }, name))
  })
  return app
}

function form(name: string, { until, answeredAt }: { until: number; answeredAt: number | null }) {
  if (answeredAt !== null) return page(name, 'Your answer has arrived', html`<p>It came on ${day(answeredAt)}. Somebody who did not make the decision reads it.</p>`)
  return page(
    name,
    'Say what is wrong',
    html`<p>${name} wrote to you about a decision. Here you can say, in your own words and in any language, what is wrong or missing. A person who did not make the decision reads it.</p>
      <form method="post"><label for="text">Your answer</label><textarea id="text" name="text" required maxlength="8000" aria-describedby="about"></textarea>
        <p id="about" class="soft">You can send it once, until ${day(until)}. If you cannot or would rather not write, use the contact in the letter: it counts the same.</p><button>Send</button></form>`,
  )
}

/** A wrong or old link gets one calm page, whatever was wrong with it. */
async function shown(work: () => Promise<ReturnType<typeof page>>, name: string): Promise<ReturnType<typeof page>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SallyportError)) throw error
    const why = error.code === 'SP_INPUT' ? error.message : 'This link was used, is too old, or is not whole. The letter names a contact who can help.'
    return page(name, 'This did not work', html`<p>${why}</p>`)
  }
}

function page(name: string, title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title} · ${name}</title><link rel="stylesheet" href="/contest/page.css"></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
