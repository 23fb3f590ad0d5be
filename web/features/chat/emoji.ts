/** An emoji and the words it is found by, its name first. */
interface Emoji {
  emoji: string;
  name: string;
  words: string;
}

/** Emoji of one sort. */
interface EmojiGroup {
  label: string;
  emoji: Emoji[];
}

// A list of our own: nothing is asked of another server when somebody picks one.
const SOURCE: Record<string, string> = {
  Smileys:
    '😀 grinning happy|😃 smiley happy|😄 smile laughing eyes|😁 beaming grin|😆 laughing squint|' +
    '😅 sweat relief|😂 tears of joy laughing lol|🤣 rolling on the floor rofl|🙂 slight smile|' +
    '🙃 upside down|😉 wink|😊 blush pleased|😇 innocent halo angel|🥰 hearts adore love|' +
    '😍 heart eyes love|🤩 star struck wow|😘 kiss|😋 yum delicious|😛 tongue|🤪 zany crazy|' +
    '🤨 raised eyebrow doubt|🧐 monocle inspect|🤓 nerd|😎 sunglasses cool|🥳 party celebrate|😏 smirk|' +
    '😒 unamused|😞 disappointed|😔 pensive sad|😟 worried|😕 confused|🙁 frown|😣 persevere|😖 confounded|' +
    '😫 tired|😩 weary|🥺 pleading please|😢 crying sad|😭 sobbing cry|😤 triumph steam|😠 angry|' +
    '😡 rage furious|🤬 swearing|🤯 mind blown|😳 flushed embarrassed|🥵 hot|🥶 cold|😱 scream fear|' +
    '😨 fearful|😰 anxious|😥 sad relieved|🤗 hug|🤔 thinking hmm|🤭 hand over mouth oops|🤫 quiet shush|' +
    '😶 no mouth silent|😐 neutral|😑 expressionless|😬 grimace|🙄 rolling eyes|😯 hushed|' +
    '😮 surprised open mouth|🥱 yawn bored|😴 sleeping|🤤 drooling|😵 dizzy|🤐 zipped mouth secret|' +
    '🤢 nauseated|🤮 vomiting|🤧 sneezing|😷 mask ill|🤒 thermometer sick|🤕 bandage hurt|🤑 money|🤠 cowboy|' +
    '😈 devil|🤡 clown|👻 ghost|💀 skull|🤖 robot bot',
  'Hands and people':
    '👍 thumbs up yes agree|👎 thumbs down no|👌 ok|✌️ victory peace|🤞 fingers crossed luck|🤟 love you|' +
    '🤘 rock|🤙 call me|👈 left|👉 right|👆 up|👇 down|☝️ index up|✋ raised hand stop|👋 wave hello bye|' +
    '🤚 back of hand|🖖 vulcan|👏 clap applause|🙌 raising hands hooray|🫶 heart hands|🤝 handshake deal|' +
    '🙏 please thanks pray|✍️ writing|💪 muscle strong|👀 eyes look|🧠 brain|🙋 raising hand question|' +
    '🤷 shrug|🤦 facepalm|🙅 no gesture|🙆 ok gesture|🙇 bow sorry|👩‍💻 technologist developer|' +
    '👨‍💻 coder developer|🧑‍🏫 teacher|🏃 running|💃 dancing',
  'Hearts and signs':
    '❤️ red heart love|🧡 orange heart|💛 yellow heart|💚 green heart|💙 blue heart|💜 purple heart|' +
    '🖤 black heart|💔 broken heart|💯 hundred perfect|💢 anger|💥 boom collision|💫 dizzy star|💬 speech|' +
    '💤 zzz sleep|✅ done check yes|☑️ checked box|✔️ check mark|❌ cross no wrong|❓ question|' +
    '❗ exclamation important|⚠️ warning|🚫 forbidden|⛔ no entry|🔴 red circle|🟠 orange circle|' +
    '🟡 yellow circle|🟢 green circle|🔵 blue circle|➕ plus|➖ minus|➡️ arrow right|⬅️ arrow left|' +
    '⬆️ arrow up|⬇️ arrow down|🔁 repeat|🔄 refresh|🆗 ok button|🆕 new|🔝 top',
  'Work and things':
    '🎉 party tada congratulations|🎊 confetti|🎁 gift present|🎂 cake birthday|🏆 trophy win|' +
    '🥇 gold medal first|⭐ star|🌟 glowing star|✨ sparkles|🔥 fire hot|💡 idea bulb|' +
    '🚀 rocket launch go live|⏰ alarm clock|⏳ hourglass waiting|📅 calendar date|📌 pin|📎 paperclip|' +
    '📝 memo note|📄 page document|📊 bar chart|📈 chart up growth|📉 chart down|📁 folder|🗑️ bin trash|' +
    '🔒 locked|🔓 unlocked|🔑 key|🔍 search|🔗 link|🔔 bell|🔕 muted|📣 megaphone announce|📞 telephone call|' +
    '📧 e-mail|📦 package parcel|💻 laptop computer|🖨️ printer|🖱️ mouse|💾 save disk|🐛 bug|🔧 wrench fix|' +
    '🔨 hammer|⚙️ gear settings|🧪 test tube|💰 money bag|💵 banknote|💳 card payment|🧾 receipt|✏️ pencil|' +
    '🏦 bank|🏢 office|🏠 home|✈️ plane travel|🚗 car|🚆 train|🚕 taxi|🏨 hotel|🏖️ beach holiday leave|' +
    '🗺️ map',
  'Food and nature':
    '☕ coffee|🍵 tea|🍺 beer|🍻 cheers|🥂 toast|🍕 pizza|🍔 burger|🍟 fries|🥗 salad|🍎 apple|🍌 banana|' +
    '🍫 chocolate|🍪 biscuit cookie|🍿 popcorn|🌞 sun|🌧️ rain|❄️ snow|🌈 rainbow|🌍 earth world|' +
    '🌱 seedling growth|🌻 sunflower|🌹 rose|🍀 clover luck|🎄 tree|🐶 dog|🐱 cat|🐢 turtle slow|🐘 elephant|' +
    '🦄 unicorn|🐝 bee busy|🎵 music|⚽ football|🏏 cricket|🎮 game|🎯 target goal',
};

const parse = (entry: string): Emoji => {
  const [emoji = '', ...words] = entry.split(' ');
  return { emoji, name: words.slice(0, 3).join(' '), words: words.join(' ') };
};

const GROUPS: EmojiGroup[] = Object.entries(SOURCE).map(([label, entries]) => ({
  label,
  emoji: entries.split('|').map(parse),
}));

/** The emoji that words like these find, by sort; all of them for none. */
export function findEmoji(query: string): EmojiGroup[] {
  const wanted = query.trim().toLowerCase();
  return GROUPS.map(({ label, emoji }) => ({
    label,
    emoji: emoji.filter(({ words }) => words.includes(wanted)),
  })).filter(({ emoji }) => emoji.length > 0);
}
