import type { CaseFile } from '../../../http/contract.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { Since } from '../../parts/Since.tsx'
import { isUnknown } from './unknown.ts'
import { doorWords, postureWords, stateWords, verdictWords } from '../../words/words.ts'

/** Over the answer: whose case it is, its posture and its state. */
export function CaseAbove({ file }: { readonly file: CaseFile }) {
  const unknown = isUnknown(file)
  return (
    <div className="case-above">
      <PostureMark posture={unknown ? 'unknown' : file.posture} />
      <div>
        <p className="case-label received">{file.label}</p>
        <p className="lettering">
          {unknown ? 'Unknown' : file.verdict === null ? postureWords[file.posture] : verdictWords[file.verdict]} ·{' '}
          {doorWords[file.door]} · {stateWords[file.state]} · waiting <Since at={file.waitingSince} />
        </p>
      </div>
    </div>
  )
}
