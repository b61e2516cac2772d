/**
 * What lures and honest messages have in common: greeting, pretext, small talk, pressure of time, farewell. A model that is
 * trained on both must not find anything here. `{slots}` are filled anew for each copy.
 */
export const greetings = [
  'Hi {you},', 'Hello {you}!', 'Hey {you}', 'Dear {you},', 'Good morning {you},', 'Good afternoon,', 'gm {you}', 'hey hey', 'Hi there,', 'Hello dear {you},', 'yo {you}', 'Hi {you}, hope all is well.', 'Hello, hope this finds you well.', 'hi {you}! how are things?', 'Dear Mr {last},', 'Dear Ms {last},', 'Hello sir,', 'hey man', '{you}, quick one:', 'Hi {you}, {name} here.', 'Hello {you}, my name is {name}.', 'heyy long time no see {you}', 'Hi team,', 'Good evening {you}.', 'Greetings {you},', '',
] as const

export const pretexts: Readonly<Record<string, readonly string[]>> = {
  recruit: [
    "I'm a recruiter with {company} and came across your profile.",
    'we are hiring a senior {role} and your GitHub looks great.',
    '{company} is building a new team and is looking for a {role}. The range is {sum} a year, remote.',
    'I work with a stealth L2 that needs a {role}; they pay very well, {sum} base plus tokens.',
    'Thank you for applying to the {role} position at {company}.',
    'Congratulations, you passed the first stage for {role}!',
    'our CTO was impressed by your talk and would like to speak to you about a {role} role.',
    'Following our conversation last week, we would like to move on to the technical round.',
    'I am an executive search consultant; a client in digital assets has a confidential opening for a {role}.',
    'saw your comment in the {project} repo. we need a {role} for a few months, paid in USDC.',
    'Your application as {role} has been shortlisted.',
    "we spoke at the meetup, I'm the one hiring for {project}.",
    'We reviewed your CV and think you are a strong fit for our {role} team at {company}.',
  ],
  invest: [
    "I'm a partner at {fund}. We follow {project} and would like to learn about your raise.",
    '{fund} is deploying a new fund and we like what you build.',
    'Our investment committee meets soon and I want to present you there.',
    'we met at {event}, I run the venture side of {fund}.',
    'a family office that I advise would like to look at your company.',
    'We are a market maker and would like to provide liquidity at your venue.',
    "I'd love to introduce you to two of our LPs.",
    'Thank you for the deck, the partners enjoyed it.',
    'We are preparing a strategic partnership between {fund} and exchanges like yours.',
    'Our OTC desk has a client with size who wants to trade with you.',
  ],
  media: [
    'I host a podcast about {topic} and would love to have you on.',
    "I'm a journalist writing about {topic}.",
    'We are putting together a panel on {topic} at {event}.',
    'our newsletter does a series on {topic} and your name came up.',
    'I produce a documentary about {topic}.',
  ],
  old: [
    "It's been ages! Are you still at the exchange?",
    'remember me from {event}?',
    "long time. I've changed jobs, now at {fund}.",
    "it's {name}, got a new number.",
    'how have you been? Saw your post the other day.',
    "I've been meaning to reconnect with you.",
  ],
  vendor: [
    'We are security auditors and looked at your contracts.',
    'I maintain an integration with your API.',
    'this is the support team of {vendor}.',
    'We are onboarding you as a partner of {company}.',
    'as discussed with your colleague, we start the integration this week.',
    'I work in your IT department.',
    'We are reviewing evidence for the SOC 2 report.',
    'this is about your open-source package.',
    'I am in charge of listings and your token is on our list.',
  ],
  friend: [
    'I am working on a little game in my free time.',
    'we started a new project, AI agents and so on.',
    'my team is launching a dApp soon.',
    'I built a tool for tracking portfolios.',
    'we pay experts for helping to train our AI models.',
    'got a paid gig for you.',
  ],
}

export const callTrouble = [
  "we can't hear you.", 'your audio is breaking up.', 'there is no sound from your side.', 'your camera froze.', 'you are on mute I think.', 'I can see you but not hear you.', 'your mic seems dead.', 'sound is robotic.', 'we lost you.', 'video is black for us.', 'can you hear us? we hear nothing.', 'are you there?', 'connection seems bad today.', 'your voice cuts out all the time.', 'your microphone is not detected.',
] as const

export const pressures = [
  'We have to start in a few minutes.', 'Everyone is here already.', "It's urgent.", 'Could you do it today?', 'the partners only have 15 minutes.', 'Please hurry.', 'by tonight if possible.', 'The deadline is tomorrow.', 'we are waiting for you.', 'asap pls', 'The slot closes soon.', 'I have another call right after.', 'quick please', 'would be good to have it before the call.', 'need it this afternoon', 'Time is short, sorry.', 'They are online now.',
] as const

export const smallTalk = [
  'How was {event}?', 'Hope the kids are fine.', 'Sorry for the late reply.', 'Thanks for your patience!', 'Let me know what you think.', 'Any questions, just ask.', 'Looking forward to it.', 'I read your post on {topic}, very good.', 'No rush.', "I'm in Lisbon this week.", 'Do you already have plans for {event}?', 'The market is crazy again.', 'haha', 'ok', 'thanks!', 'perfect', 'I am on the train, short answers.', 'sounds good', 'We were five people and now we are thirty.', 'My colleague {name} is in cc.', 'Our team is spread over three time zones.', 'I will be out on Friday.',
] as const

export const answers = ['ok', 'sure', 'sounds good', 'hm ok', 'yes I am', 'who is this?', 'tell me more', 'what is it about?', 'hi!', 'thanks', 'tomorrow works', 'in 10 min', 'yep', 'one sec', 'let me check', 'is that safe?', 'ok joined', 'I see', 'great', 'why?'] as const

export const farewells = ['Best, {name}', 'Kind regards,\n{name} {last}', 'Cheers\n{name}', 'Thanks,\n{name}', 'Talk soon', 'See you', 'Best regards\n{name}\n{company}', 'Looking forward to hearing from you', '', '', '{name}', 'ty', 'Warm regards, {name} {last}, {fund}'] as const

/** How chats are pasted. */
export const headers = ['Telegram', 'Platform: Telegram', 'LinkedIn', 'LinkedIn message', 'WhatsApp', 'Discord DM', 'X DM', 'Slack', 'Signal', '[Telegram export]', 'InMail', 'Chat on Discord', '', '', ''] as const
