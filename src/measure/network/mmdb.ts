/**
 * Lists every range of a MaxMind DB file (format 2.0), which its readers cannot. Used to build tables, not to look up.
 *
 * @see the MaxMind DB file format specification 2.0 (CC BY-SA 3.0)
 */
export function* mmdbRanges(bytes: Uint8Array): Generator<{ first: bigint; last: bigint; value: number }> {
  const { nodes, recordBits, family, tree } = mmdbShape(bytes)
  const size = recordBits / 4
  const bits = family === 4 ? 32 : 128
  const record = (node: number, side: 0 | 1): number => {
    const at = node * size
    if (recordBits === 24) return read(tree, at + side * 3, 3)
    if (recordBits === 32) return read(tree, at + side * 4, 4)
    const middle = tree[at + 3] as number
    return side === 0 ? (middle >> 4) * 0x100_0000 + read(tree, at, 3) : (middle & 15) * 0x100_0000 + read(tree, at + 4, 3)
  }
  const stack: [node: number, prefix: bigint, depth: number][] = [[0, 0n, 0]]
  while (stack.length > 0) {
    const [node, prefix, depth] = stack.pop() as [number, bigint, number]
    if (node === nodes) continue
    if (node > nodes) {
      const span = 1n << BigInt(bits - depth)
      yield { first: prefix, last: prefix + span - 1n, value: node - nodes - 16 }
      continue
    }
    const half = 1n << BigInt(bits - depth - 1)
    stack.push([record(node, 1), prefix + half, depth + 1], [record(node, 0), prefix, depth + 1])
  }
}

/** Where things lie in the file. */
export function mmdbShape(bytes: Uint8Array): { nodes: number; recordBits: number; family: 4 | 6; builtAt: number; tree: Uint8Array; data: Uint8Array } {
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(marker)
  if (at < 0) throw new RangeError('not a MaxMind DB file')
  const meta = mmdbValue(bytes.subarray(at + marker.length), 0) as Record<string, number>
  const nodes = meta['node_count'] as number
  const recordBits = meta['record_size'] as number
  const treeBytes = (nodes * recordBits) / 4
  return {
    nodes,
    recordBits,
    family: meta['ip_version'] === 4 ? 4 : 6,
    builtAt: (meta['build_epoch'] as number) * 1000,
    tree: bytes.subarray(0, treeBytes),
    data: bytes.subarray(treeBytes + 16, at),
  }
}

function read(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] as number)
  return value
}

/** The value at an offset of the data section: strings, numbers, maps and lists; pointers are followed. */
export function mmdbValue(data: Uint8Array, offset: number): unknown {
  return decode(data, offset)[0]
}

function decode(data: Uint8Array, offset: number): [value: unknown, next: number] {
  const control = data[offset++] as number
  let type = control >> 5
  if (type === 1) {
    const kind = (control >> 3) & 3
    const base = [0, 2_048, 526_336, 0][kind] as number
    const high = kind === 3 ? 0 : (control & 7) * 2 ** (8 * (kind + 1))
    return [decode(data, base + high + read(data, offset, kind + 1))[0], offset + kind + 1]
  }
  if (type === 0) type = 7 + (data[offset++] as number)
  let size = control & 31
  if (size > 28) {
    const extra = size - 28
    size = ([29, 285, 65_821][extra - 1] as number) + read(data, offset, extra)
    offset += extra
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  switch (type) {
    case 2:
      return [new TextDecoder().decode(data.subarray(offset, offset + size)), offset + size]
    case 3:
      return [view.getFloat64(offset), offset + 8]
    case 15:
      return [view.getFloat32(offset), offset + 4]
    case 5:
    case 6:
    case 9:
    case 10:
      return [read(data, offset, size), offset + size]
    case 14:
      return [size !== 0, offset]
    case 7: {
      const map: Record<string, unknown> = {}
      for (let i = 0; i < size; i++) {
        const [key, after] = decode(data, offset)
        const [value, next] = decode(data, after)
        map[String(key)] = value
        offset = next
      }
      return [map, offset]
    }
    case 11: {
      const list: unknown[] = []
      for (let i = 0; i < size; i++) {
        const [value, next] = decode(data, offset)
        list.push(value)
        offset = next
      }
      return [list, offset]
    }
    default:
      throw new RangeError(`a value of type ${type} is not read`)
  }
}
