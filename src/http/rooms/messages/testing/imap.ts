import { createServer, type AddressInfo, type Socket } from 'node:net'

/** As much of an IMAP server (RFC 9051) as watching one folder needs: sign-in, search, fetch, store, idle. */
export interface FakeImap {
  readonly port: number
  /** Numbers of the mails that were marked as seen. */
  readonly seen: ReadonlySet<number>
  /** Puts a mail into the folder and tells whoever idles. */
  put(mail: string): void
  close(): Promise<void>
}

export async function fakeImap(user: string, password: string): Promise<FakeImap> {
  const mails: string[] = []
  const seen = new Set<number>()
  const sockets = new Set<Socket>()
  const idling = new Map<Socket, string>()
  /** How many mails each connection was told of: what it missed is said when it idles. */
  const told = new Map<Socket, number>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    const say = (line: string): void => void socket.write(`${line}\r\n`)
    say('* OK [CAPABILITY IMAP4rev1 IDLE] ready')
    let rest = ''
    socket.on('data', (data) => {
      rest += data.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        answer(line, say, socket)
      }
    })
  })
  const answer = (line: string, say: (line: string) => void, socket: Socket): void => {
    if (line.toUpperCase() === 'DONE') {
      say(`${idling.get(socket) ?? '*'} OK idle ended`)
      idling.delete(socket)
      return
    }
    const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? []
    const upper = command.toUpperCase()
    if (upper.startsWith('LOGIN')) {
      if (!command.includes(user) || !command.includes(password)) return say(`${tag} NO wrong`)
    } else if (upper.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1 IDLE')
    else if (upper.startsWith('NAMESPACE')) say('* NAMESPACE (("" "/")) NIL NIL')
    else if (upper.startsWith('LIST') || upper.startsWith('LSUB')) say('* LIST (\\HasNoChildren) "/" "INBOX"')
    else if (upper.startsWith('SELECT') || upper.startsWith('EXAMINE')) {
      told.set(socket, mails.length)
      for (const one of ['* FLAGS (\\Seen)', `* ${mails.length} EXISTS`, '* 0 RECENT', '* OK [UIDVALIDITY 1]', `* OK [UIDNEXT ${mails.length + 1}]`, '* OK [PERMANENTFLAGS (\\Seen)]']) say(one)
    } else if (upper.startsWith('UID SEARCH')) say(`* SEARCH ${mails.map((_, at) => at + 1).filter((uid) => !seen.has(uid)).join(' ')}`.trimEnd())
    else if (upper.startsWith('UID FETCH')) {
      const uid = Number(/FETCH (\d+)/i.exec(command)?.[1])
      const mail = mails[uid - 1] ?? ''
      const item = /BODY\.PEEK(\[\](?:<\d+)?)/i.exec(command)?.[1]?.includes('<') === true ? 'BODY[]<0>' : 'BODY[]'
      say(`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${Buffer.byteLength(mail)} ${item} {${Buffer.byteLength(mail)}}`)
      socket.write(`${mail})\r\n`)
    } else if (upper.startsWith('UID STORE')) {
      const uid = Number(/STORE (\d+)/i.exec(command)?.[1])
      seen.add(uid)
      say(`* ${uid} FETCH (UID ${uid} FLAGS (\\Seen))`)
    } else if (upper.startsWith('IDLE')) {
      idling.set(socket, tag)
      say('+ idling')
      if (told.get(socket) !== mails.length) announce(socket)
      return
    } else if (upper.startsWith('LOGOUT')) {
      say('* BYE')
      say(`${tag} OK`)
      return void socket.end()
    }
    say(`${tag} OK done`)
  }
  function announce(socket: Socket): void {
    told.set(socket, mails.length)
    socket.write(`* ${mails.length} EXISTS\r\n`)
  }
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    put(mail) {
      mails.push(mail)
      for (const socket of idling.keys()) announce(socket)
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
