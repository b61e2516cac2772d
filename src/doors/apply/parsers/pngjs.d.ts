/** The part of pngjs (which ships no types) that we use. */
declare module 'pngjs' {
  export const PNG: {
    readonly sync: {
      read(bytes: Uint8Array): { width: number; height: number; data: Uint8Array }
      write(png: { width: number; height: number; data: Uint8Array }): Uint8Array
    }
  }
}
