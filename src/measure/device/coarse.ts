import type { BrowserPayload } from './payload.ts'
import { screenClass } from './measure.ts'

/** Words of a graphics name that class and system are read from; the model behind them would tell machines apart. */
const graphicsWords = /swiftshader|llvmpipe|softpipe|lavapipe|basic render|vmware|svga3d|virtualbox|parallels|virgl|qxl|hyper-v|remotefx|citrix|indirect display|direct3d ?11|direct3d|metal|apple gpu|apple m\d|mesa|nouveau|radeonsi|adreno|mali-|intel|nvidia|geforce|quadro|amd|radeon|apple|google|microsoft/gi

/** One size stands for all of a bucket. */
const sizes = { phone: [390, 844], small: [1280, 800], hd: [1600, 900], 'full-hd': [1920, 1080], large: [2560, 1440], unusual: [5120, 200] } as const

/**
 * What is kept of a browser: classes instead of models and sizes. Every fact measured from it stays the same (property
 * in the test); what would single a device out is gone before anything is stored.
 */
export function coarse(browser: BrowserPayload): BrowserPayload {
  const size = browser.screen === null ? null : sizes[screenClass(browser.screen)]
  const words = (text: string): string => [...new Set(text.match(graphicsWords) ?? ['other'])].join(' ')
  return {
    ...browser,
    gpu: browser.gpu === null ? null : words(browser.gpu),
    screen: browser.screen === null || size === null ? null : { ...browser.screen, width: size[0], height: size[1], ratio: Math.round(browser.screen.ratio) },
    cores: browser.cores === null ? null : bucket(browser.cores),
    memoryGb: browser.memoryGb === null ? null : bucket(browser.memoryGb),
    worker: browser.worker === null ? null : { ...browser.worker, cores: browser.worker.cores === browser.cores ? bucketOrNull(browser.cores) : browser.worker.cores },
    hintsVersion: browser.hintsVersion?.split('.')[0] ?? null,
  }
}

function bucketOrNull(value: number | null): number | null {
  return value === null ? null : bucket(value)
}

function bucket(value: number): number {
  return value <= 2 ? 2 : value <= 8 ? 8 : 16
}
