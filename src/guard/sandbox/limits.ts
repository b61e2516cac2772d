/** What one parser child may use. A file that needs more is set aside with an `SP_PARSE_…` code. */
export interface SandboxLimits {
  /** Wall clock of one parse, without the start of the child, in milliseconds. */
  readonly wallMs: number
  /** Processor time of one parse, in milliseconds. */
  readonly cpuMs: number
  /** Resident memory of the child, in MB; polled every `watchMs`. */
  readonly residentMb: number
  /** Private writable memory the kernel grants the child (RLIMIT_DATA), in MB; where `prlimit` exists. */
  readonly dataMb: number
  /** V8's own heap, in MB. Does not bound buffers: those are what document bombs are made of. */
  readonly heapMb: number
  /** Bytes of JSON the parser may return. */
  readonly outputBytes: number
  /** Bytes of the file itself. */
  readonly inputBytes: number
}

/**
 * `dataMb` is a window, measured with Node 26.10 on x86-64 Linux (`npm run bench -- sandbox`): with 600 MB and less V8
 * cannot reserve what it needs and no child starts; with 700 to 900 MB normal files pass, and bombs that unpack to
 * 400 MB are stopped at 82 MB (DOCX) and 331 MB (PDF) of resident memory; above, they grow on until another limit.
 */
export const sandboxLimits: SandboxLimits = {
  wallMs: 30_000,
  cpuMs: 8_000,
  residentMb: 512,
  dataMb: 900,
  heapMb: 256,
  outputBytes: 8 << 20,
  inputBytes: 64 << 20,
}

/** How long a child may take to start and to import its parser. Generous: a busy machine is not the file's fault. */
export const startMs = 20_000

/** How often memory and processor time of a working child are read, in milliseconds. */
export const watchMs = 15
