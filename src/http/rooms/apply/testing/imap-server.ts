import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface StoredMail {
  readonly source: string
  readonly flags: Set<string>
}

/** As much of an IMAP4rev1 server (RFC 3501) as reading a mailbox takes: one user, one INBOX, mails by their number. */
export async function imapServer(mails: readonly StoredMail[], password: string): Promise<{ readonly port: number; close(): void }> {
  const server: Server = createServer((socket) => serve(socket, mails, password))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function serve(socket: Socket, mails: readonly StoredMail[], password: string): void {
  let rest = ''
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  socket.on('error', () => undefined)
  say('* OK [CAPABILITY IMAP4rev1] ready')
  socket.on('data', (piece) => {
    rest += piece.toString('latin1')
    for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const [tag = '', ...words] = line.split(' ')
      answer(tag, words.join(' '))
    }
  })
  const answer = (tag: string, command: string): void => {
    const verb = command.toUpperCase()
    if (verb.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1')
    else if (verb.startsWith('LOGIN')) {
      const right = command.includes(password)
      return say(right ? `${tag} OK signed in` : `${tag} NO [AUTHENTICATIONFAILED] no`)
    } else if (verb.startsWith('LIST') || verb.startsWith('LSUB')) say('* LIST (\\HasNoChildren) "/" "INBOX"')
    else if (verb.startsWith('SELECT') || verb.startsWith('EXAMINE')) {
      say(`* ${mails.length} EXISTS`)
      say('* FLAGS (\\Seen \\Flagged)')
      say('* OK [PERMANENTFLAGS (\\Seen \\Flagged)] kept')
      say('* OK [UIDVALIDITY 1] kept')
      say(`* OK [UIDNEXT ${mails.length + 1}] next`)
      return say(`${tag} OK [READ-WRITE] open`)
    } else if (verb.startsWith('UID SEARCH')) {
      const found = mails.flatMap(({ flags }, i) => (flags.size === 0 ? [i + 1] : []))
      say(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}`)
    } else if (verb.startsWith('UID FETCH')) {
      const uid = Number(/FETCH (\d+)/.exec(verb)?.[1])
      const mail = mails[uid - 1]
      if (mail !== undefined) {
        const size = Buffer.byteLength(mail.source, 'latin1')
        const body = verb.includes('BODY') ? ` BODY[] {${size}}\r\n${mail.source}` : ''
        socket.write(`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${size} FLAGS (${[...mail.flags].join(' ')})${body})\r\n`, 'latin1')
      }
    } else if (verb.startsWith('UID STORE')) {
      const [, uid, flags = ''] = /STORE (\d+) \+FLAGS(?:\.SILENT)? \((.*)\)/i.exec(command) ?? []
      for (const flag of flags.split(' ')) mails[Number(uid) - 1]?.flags.add(flag)
    } else if (verb.startsWith('LOGOUT')) {
      say('* BYE good night')
      say(`${tag} OK bye`)
      return void socket.end()
    }
    say(`${tag} OK done`)
  }
}
