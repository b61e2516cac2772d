import { z } from 'zod'

/** A place in the text that was read. */
const place = z.object({ in: z.literal('text'), start: z.number(), end: z.number(), text: z.string() })

/** What a command would do, each with the words that say so. */
export const behaviours = [
  /** Fetches something and runs it, in memory or from the file just written. */
  'fetch-execute',
  /** Decodes a literal and runs it. */
  'decode-execute',
  /** Carries a command in encoded form (`-EncodedCommand`, base64 inside `sh -c`). */
  'encoded-command',
  /** Fetches a file that can be run, without running it yet. */
  'fetch-runnable',
  /** Has a signed program of the system fetch or run foreign code (mshta, regsvr32, rundll32, installutil, msiexec …). */
  'proxy-execution',
  /** Runs a program that lies where downloads and temporary files lie. */
  'run-from-writable',
  /** Hides its window and switches the script policy off, or starts detached and silent. */
  'hidden-run',
  /** Fetches over a service meant for something else (DNS TXT, finger, nslookup, WebDAV). */
  'odd-fetch',
  /** Switches off or blinds a protection: AMSI, Defender, quarantine, Gatekeeper, logging. */
  'tamper-protection',
  /** Opens a shell to a distant address. */
  'reverse-shell',
  /** Makes itself start again: Run keys, scheduled tasks, launch agents, cron. */
  'persist',
  /** Reads passwords, keychains, browser stores or wallets, or asks for the password in a dialog. */
  'take-secrets',
  /** Deletes what it is told to through an automation program, or wipes its own traces. */
  'destroy',
] as const
export type Behaviour = (typeof behaviours)[number]

export const behaviourSchema = z.object({ does: z.enum(behaviours), what: z.string(), place })

/** Facts of one pasted or suggested command. */
export const commandFacts = z.object({
  behaviours: z.array(behaviourSchema),
  /** Just the names, for rules. */
  does: z.array(z.enum(behaviours)),
  /** Addresses it would fetch from. */
  urls: z.array(z.string()),
  /** One of the addresses is plain http, a bare address in numbers, or ftp. */
  bareSource: z.boolean(),
  /** Every fetch is from an address a vendor documents for its installer. */
  vendorOnly: z.boolean(),
  /** Ways in which words were hidden: carets, joined strings, … */
  disguises: z.array(z.string()),
  /** A trailing comment that speaks to the person and not to the machine ("I am not a robot", a document's path). */
  decoyComment: z.boolean(),
  /** Most blank lines, or spaces, in a row. */
  padding: z.number(),
  /** How many layers of quoting or encoding were read. */
  layers: z.number(),
})
export type CommandFacts = z.infer<typeof commandFacts>
