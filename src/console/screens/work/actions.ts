import { useMutation, useQueryClient } from '@tanstack/react-query'
import { announce } from '../../parts/Announcer.tsx'

/** Something done at the work door: afterwards all of its screens are asked for anew, and it is said aloud. */
export function useWorkAction<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
  done: (answer: Answer, input: Input) => string,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer, input) => {
      announce(done(answer, input))
      await client.invalidateQueries({ queryKey: ['work'] })
    },
  })
}
