// Asked beside the page: graphics without stopping the page, and the same questions once more.
const answer = { agent: navigator.userAgent.slice(0, 512), platform: navigator.platform?.slice(0, 64) ?? null, zone: null, cores: navigator.hardwareConcurrency ?? null, gpu: null, webgpu: null }
try {
  answer.zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null
} catch {}
try {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl')
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  if (gl) answer.gpu = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)).slice(0, 200)
} catch {}
try {
  if (navigator.gpu) answer.webgpu = (await navigator.gpu.requestAdapter()) !== null
} catch {
  answer.webgpu = false
}
postMessage(answer)
