import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { looksLikeToken, newToken, tokenHash } from '../../../guard/sign-in/token.ts'
import { rows, transact } from '../../../jobs/house.ts'
import { categories } from '../../../jobs/learning/settled.ts'
import { findCase } from '../../desk/case-file.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'

const purpose = 'self-identification'
const days = 30
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What a person may say of themselves, or leave out. */
const choices: Readonly<Record<(typeof categories)[number], readonly string[]>> = {
  gender: ['woman', 'man', 'another gender'],
  ethnicity: ['Asian', 'Black', 'Hispanic or Latino', 'Middle Eastern or North African', 'White', 'two or more', 'another'],
  age: ['under 40', '40 and over'],
  disability: ['yes', 'no'],
}

/** A link for a candidate, made by whoever keeps the application moving; the answers never come back to them. */
export function selfIdentificationRoutes({ house, desk, url }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/self-identification-link', summary: 'A link to the voluntary questions', action: 'case.check', status: 201, request: { params: z.object({ id: z.uuid() }) }, answer: z.object({ url: z.string() }) }), async (context) => {
    const { id } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'case.check', (me) => desk.caseResource(me.actor.org, id, me.actor.id), id)
    const { subject } = await findCase(house, actor.org, id)
    const token = newToken()
    await rows(house).oneTimeLinks.insert(actor.org, tokenHash(token), { purpose, subject, expiresAt: house.clock.now() + days * 86_400_000 })
    return context.json({ url: `${url}/about-you/${token}` }, 201)
  })
  return app
}

/** `/about-you/{token}`: four questions, all voluntary, kept apart from everything else. */
export function selfIdentificationPages({ house, name, limit }: Keeper): Hono {
  const app = new Hono()
  app.use('/about-you/*', async (context, next) => {
    await limit('about-you', { burst: 60, perMinute: 240 })
    await next()
    context.res.headers.set('content-security-policy', policy)
    context.res.headers.set('referrer-policy', 'no-referrer')
    context.res.headers.set('x-content-type-options', 'nosniff')
    context.res.headers.set('cache-control', 'no-store')
  })
  app.get('/about-you/:token', async (context) => {
    const token = context.req.param('token')
    const link = looksLikeToken(token) ? await rows(house).oneTimeLinks.find(tokenHash(token)) : null
    if (link === null || link.purpose !== purpose || link.usedAt !== null) return context.html(usedUp(name), 410)
    return context.html(page(name, 'Four questions, all voluntary', html`<p>${name} checks whether its own checks treat groups of people alike. For that it asks, and you may leave out any or all of it. Your answers are kept apart from your application: nobody who decides sees them, and they are only ever counted in groups of thirty and more.</p><form method="post">${categories.map((category) => question(category))}<button>Send</button></form>`))
  })
  app.post('/about-you/:token', async (context) => {
    const sent = await context.req.parseBody()
    const answers = Object.fromEntries(categories.flatMap((category) => (choices[category].includes(String(sent[category])) ? [[category, String(sent[category])]] : [])))
    const taken = await transact(house, async (tables) => {
      const link = looksLikeToken(context.req.param('token')) ? await tables.oneTimeLinks.use(tokenHash(context.req.param('token')), purpose) : null
      if (link === null || link.subject === null) return false
      await tables.selfIdentifications.write(link.org, link.subject, answers)
      return true
    })
    if (!taken) return context.html(usedUp(name), 410)
    return context.html(page(name, 'Thank you', html`<p>Nothing more is needed.</p>`))
  })
  return app
}

function usedUp(name: string) {
  return page(name, 'This link is used up', html`<p>There is nothing you need to do.</p>`)
}

function question(category: (typeof categories)[number]) {
  return html`<label for="${category}">${category[0]?.toUpperCase()}${category.slice(1)}</label><select id="${category}" name="${category}"><option value="">I would rather not say</option>${choices[category].map((choice) => html`<option>${choice}</option>`)}</select>`
}

function page(name: string, title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title} · ${name}</title><link rel="stylesheet" href="/contest/page.css"></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}
