import { pick, type Random } from '../../../src/core/random.ts'
import type { Sample } from '../data.ts'

/** A product that sends notices, the domain it sends from, and where a genuine link of it leads. */
const senders: readonly (readonly [title: string, domain: string, page: string])[] = [
  ['Zoom', 'zoom.us', 'https://acme.zoom.us/rec/share/ab12'],
  ['Microsoft Teams', 'email.teams.microsoft.com', 'https://teams.microsoft.com/l/meetup-join/19%3aab'],
  ['Google', 'accounts.google.com', 'https://myaccount.google.com/notifications'],
  ['GitHub', 'github.com', 'https://github.com/settings/security'],
  ['npm', 'npmjs.com', 'https://www.npmjs.com/settings/you/tokens'],
  ['DocuSign', 'docusign.net', 'https://na4.docusign.net/Signing/ab12'],
  ['Coinbase', 'coinbase.com', 'https://www.coinbase.com/settings'],
  ['Binance', 'binance.com', 'https://www.binance.com/en/my/security'],
  ['Ledger', 'ledger.com', 'https://www.ledger.com/releases'],
  ['Okta', 'okta.com', 'https://acme.okta.com/'],
  ['Slack', 'slack.com', 'https://acme.slack.com/archives/C01'],
  ['LinkedIn', 'linkedin.com', 'https://www.linkedin.com/comm/jobs/view/88'],
  ['Calendly', 'calendly.com', 'https://calendly.com/events/ab12'],
  ['AWS', 'amazon.com', 'https://console.aws.amazon.com/billing'],
  ['Dropbox', 'dropbox.com', 'https://www.dropbox.com/s/ab12/deck.pdf'],
  ['Greenhouse', 'greenhouse.io', 'https://app.greenhouse.io/offers/881'],
  ['HireVue', 'hirevue.com', 'https://app.hirevue.com/i/ab12'],
  ['Kraken', 'kraken.com', 'https://support.kraken.com/hc/articles/88'],
]

const alarms: readonly string[] = [
  'Your account will be suspended in 24 hours. Sign in to keep it.', 'Unusual sign-in detected. Verify your identity now.', 'Your session ended because of an outdated audio component. Update before the next call.', 'You have a pending payment. Log in to release it.', 'Action required: confirm your second factor, otherwise access ends today.', 'A new version is mandatory. Download and install it.', 'Your package was reported and will be removed. Log in to appeal.', '{name} ({fund}) is waiting for you in the lobby. Join now.', 'The location of your event has changed.', 'A document was shared with you: Term sheet. Sign in with your work e-mail to view.', 'Your recording is available. Install the player if it does not start.', 'Migrate your wallet before the deadline, have your recovery phrase ready.', 'You were selected for an interview. Complete the video assessment within 48 hours.', 'Your password expires today. Keep the same password here.', 'You are eligible for a grant. Connect to claim it.', 'Authorise the application to receive your sponsorship.', 'Invoice overdue: your services will be stopped.',
]

const news: readonly string[] = [
  'Your recording is now available.', 'A new sign-in from Firefox on Linux. If this was you, there is nothing to do.', 'Your receipt for June.', '{name} is waiting for you in the lobby. Join.', 'The time of your event has changed.', 'A document was shared with you: Term sheet.', 'You have a new sponsor.', 'Your token expires in seven days.', 'Your code is 881204. We never ask for it.', 'Release notes of this month.', '{name} mentioned you in a comment.', 'You are invited to a recorded interview, five questions, one week time.', 'Your withdrawal was completed. If this was not you, lock your account in the app.', 'Your offer letter is ready to sign.', 'Scheduled maintenance on Sunday.', 'Weekly summary of your workspace.', 'Your package version was published.', 'New jobs for you: Senior Engineer, $220k.', 'We will never ask for your recovery phrase.', 'Your application was received.',
]

/** Mails that a product sends, and mails that only pretend to. */
export function notices(random: Random, count: number): Sample[] {
  return Array.from({ length: count }, (_, at) => {
    const malicious = at % 2 === 0
    const [title, domain, page] = pick(random, senders)
    const word = title.toLowerCase().split(' ').at(-1) as string
    const end = pick(random, ['com', 'net', 'org', 'co', 'work', 'support', 'center', 'io', 'online', 'us'])
    const added = pick(random, ['notify', 'security', 'support', 'alerts', 'helpdesk', 'careers', 'portal', 'verify', 'desk', 'mail', 'update', 'hiring'])
    const host = malicious ? pick(random, [`${word}-${added}.${end}`, `${added}-${word}.${end}`, `${word}.${added}-center.${end}`]) : domain
    const link = malicious ? `https://${host}/${pick(random, ['login', 'i/ab12', 'update', 'join/881', 'verify', 's/doc'])}` : page
    const line = pick(random, malicious ? alarms : news)
      .replace('{name}', pick(random, ['Paul Ritter', 'Mia Berg', 'Hana Sato']))
      .replace('{fund}', pick(random, ['Vantage Ventures', 'Halden Capital']))
    const shown = pick(random, ['Open', 'View', 'Sign in', 'Details', 'Join', 'Review', 'Start', 'Update'])
    const body = random.next() < 0.6
      ? ['Content-Type: text/html; charset=utf-8', '', `<p>Hello,</p><p>${line}</p><p><a href="${link}">${shown}</a></p><p>${title}</p>`]
      : ['Content-Type: text/plain; charset=utf-8', '', `Hello,\n\n${line}\n\n${link}\n\n${title}`]
    const mail = [`From: ${title} <${pick(random, ['no-reply', 'notifications', 'security', 'support'])}@${host}>`, 'To: you@ours.example', `Subject: ${pick(random, [line.split('.')[0] as string, `${title}: notice`, 'Important', 'Your account'])}`, 'Date: Mon, 01 Jun 2026 10:00:00 +0000', 'MIME-Version: 1.0', ...body]
    return { name: `notice-${at}.eml`, bytes: Buffer.from(mail.join('\r\n')), malicious }
  })
}
