import { z } from 'zod'
import { tlpLabels } from '../chat/draft.ts'

const name = z.string().trim().min(2).max(80)
const common = {
  name,
  clearance: z.enum(tlpLabels),
  /** People in it who belong to no peer. */
  outsiders: z.boolean().default(true),
}
const address = z.url({ protocol: /^https$/ }).max(1000)

/** What a person sets up. Tokens, addresses with a secret in them and secrets are sealed apart. */
export const exitForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('telegram'),
    ...common,
    token: z.string().regex(/^\d{1,20}:[\w-]{1,100}$/, 'such as 123456:ABC…'),
    chat: z.int(),
    /** Who may write drafts into our inbox; empty: every member. */
    users: z.array(z.int()).max(200).default([]),
  }),
  z.strictObject({
    kind: z.literal('signal'),
    ...common,
    host: z.string().regex(/^[\w.-]{1,200}$/),
    port: z.int().min(1).max(65_535),
    group: z.string().regex(/^[A-Za-z0-9+/=_-]{10,100}$/, 'the group’s id as signal-cli lists it'),
  }),
  z.strictObject({ kind: z.literal('slack'), ...common, url: address }),
  z.strictObject({ kind: z.literal('webhook'), ...common, url: address, secret: z.string().min(16).max(200) }),
])

export type ExitForm = z.output<typeof exitForm>

/** As it is kept and shown: without secrets. */
export interface ExitSetting {
  readonly id: string
  readonly kind: ExitForm['kind']
  readonly name: string
  readonly clearance: ExitForm['clearance']
  readonly outsiders: boolean
  /** Chat, group or host, for people. */
  readonly target: string
  readonly users: readonly number[]
  readonly enabled: boolean
  /** What it needs of a person now: a captcha, a changed safety number. */
  readonly needs: string | null
  readonly heardAt: number | null
}

export type ExitSecret =
  | { readonly kind: 'telegram'; readonly token: string; readonly chat: number }
  | { readonly kind: 'signal'; readonly host: string; readonly port: number; readonly group: string }
  | { readonly kind: 'slack'; readonly url: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }

export function settingOf(id: string, form: ExitForm): { setting: ExitSetting; secret: ExitSecret } {
  const { kind, name: shown, clearance, outsiders } = form
  const setting = (target: string): ExitSetting => ({
    id,
    kind,
    name: shown,
    clearance,
    outsiders,
    target,
    users: form.kind === 'telegram' ? form.users : [],
    enabled: true,
    needs: null,
    heardAt: null,
  })
  switch (form.kind) {
    case 'telegram':
      return { setting: setting(`group ${form.chat}`), secret: { kind: 'telegram', token: form.token, chat: form.chat } }
    case 'signal':
      return { setting: setting(`${form.host}:${form.port}`), secret: { kind: 'signal', host: form.host, port: form.port, group: form.group } }
    case 'slack':
      return { setting: setting(new URL(form.url).host), secret: { kind: 'slack', url: form.url } }
    case 'webhook':
      return { setting: setting(new URL(form.url).host), secret: { kind: 'webhook', url: form.url, secret: form.secret } }
  }
}
