// Makes a model of the architecture "llama" as a GGUF file of half a megabyte: a vocabulary of single bytes, some words and signs and the marks
// of the chat template, and weights drawn from a seeded generator. It talks nonsense, but llama.cpp treats it as any other model.
import { writeFileSync } from 'node:fs';

const WIDTH = 64;
const LAYERS = 2;
const HEADS = 4;
const INNER = 192;
const LONGEST_CONTEXT = 32768;

const KIND = { normal: 1, unknown: 2, control: 3, own: 4, unused: 5, byte: 6 };
const NEVER = -30;
const WORDS = ['▁', '▁the', '▁and', 'ing', 'ä', 'ö', 'ü', 'ß', 'é', 'ñ', 'Ω', 'ж', 'ع', 'न', '中', '語', '한', '😀', '👍', '\u200d', '\u0301'];

/** They begin what llama.cpp's grammars take for a character, and nobody else: too long, halves of pairs, beyond the last one. */
const ODD_STARTS = new Set([0xc0, 0xc1, 0xe0, 0xed, 0xf0]);

/** What follows what, nearly always or hardly ever: a call that was begun is made, and ends the turn; no answer is empty. */
const PAIRS = [['<tool_call>', '<0x0A>', 2], ['</tool_call>', '<|im_end|>', 2], ['<0x0A>', '<|im_end|>', -2]];

/** How likely a byte is, as a logarithm: what ends texts and JSON comes often enough to end them. */
function likelihood(byte) {
  const sign = String.fromCharCode(byte);
  if (sign === '"') return 2.6;
  if (sign === '}' || sign === ']') return 1.5;
  if (sign === '\n') return 0;
  if (byte < 0x20 || byte === 0x7f) return -2;
  if (ODD_STARTS.has(byte) || byte > 0xf3) return NEVER;
  if (byte >= 0x80) return -0.6;
  return /[a-z]/.test(sign) ? 0.5 : -0.3;
}

function vocabulary() {
  const tokens = [];
  const add = (text, kind, likely) => tokens.push({ text, kind, likely });
  add('<unk>', KIND.unknown, NEVER);
  add('<s>', KIND.control, NEVER);
  add('</s>', KIND.control, NEVER);
  for (let byte = 0; byte < 256; byte++) {
    const text = `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
    // the binding ends texts at a zero
    add(text, byte === 0 ? KIND.unused : KIND.byte, byte === 0 ? NEVER : likelihood(byte));
  }
  add('<|im_start|>', KIND.control, NEVER);
  add('<|im_end|>', KIND.control, 1);
  add('<tool_call>', KIND.own, 1.2);
  add('</tool_call>', KIND.own, 0.3);
  for (const word of WORDS) add(word, KIND.normal, word === '▁' ? 2 : 0.5);
  return tokens;
}

/** Numbers of a normal distribution, always the same ones for a seed (mulberry32, Box-Muller). */
function normal(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function weights(tokens, of, seed) {
  const draw = normal(seed);
  const matrix = (rows, columns, deviation) => {
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < values.length; i++) values[i] = draw() * deviation;
    return values;
  };
  const tensors = [];
  const add = (name, dimensions, values) => tensors.push({ name, dimensions, values });
  // No layer sees or changes the first dimensions. One is the same for all tokens, and what the output multiplies it with is how likely a token
  // is; the others belong to a pair each.
  const apart = 1 + PAIRS.length;
  const embedding = matrix(tokens.length, WIDTH, 1);
  const output = matrix(tokens.length, WIDTH, 0.15);
  tokens.forEach((token, i) => {
    embedding.fill(0, i * WIDTH, i * WIDTH + apart);
    output.fill(0, i * WIDTH, i * WIDTH + apart);
    embedding[i * WIDTH] = 4;
    output[i * WIDTH] = token.likely / 3;
  });
  PAIRS.forEach(([first, second, weight], i) => {
    embedding[of(first) * WIDTH + 1 + i] = 6;
    output[of(second) * WIDTH + 1 + i] = weight;
  });
  const sight = () => new Float32Array(WIDTH).fill(1).fill(0, 0, apart);
  const silent = (values, columns) => values.fill(0, 0, apart * columns);
  add('token_embd.weight', [WIDTH, tokens.length], embedding);
  for (let layer = 0; layer < LAYERS; layer++) {
    const at = name => `blk.${layer}.${name}.weight`;
    const deviation = 1 / Math.sqrt(WIDTH);
    add(at('attn_norm'), [WIDTH], sight());
    for (const name of ['attn_q', 'attn_k', 'attn_v']) add(at(name), [WIDTH, WIDTH], matrix(WIDTH, WIDTH, deviation));
    add(at('attn_output'), [WIDTH, WIDTH], silent(matrix(WIDTH, WIDTH, deviation), WIDTH));
    add(at('ffn_norm'), [WIDTH], sight());
    for (const name of ['ffn_gate', 'ffn_up']) add(at(name), [WIDTH, INNER], matrix(INNER, WIDTH, deviation));
    add(at('ffn_down'), [INNER, WIDTH], silent(matrix(WIDTH, INNER, 1 / Math.sqrt(INNER)), INNER));
  }
  add('output_norm.weight', [WIDTH], new Float32Array(WIDTH).fill(1));
  add('output.weight', [WIDTH, tokens.length], output);
  return tensors;
}

/** GGUF, version 3, little-endian. */
class Writer {
  parts = [];
  length = 0;
  bytes(buffer) {
    this.parts.push(buffer);
    this.length += buffer.length;
  }
  u32(value) {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32LE(value);
    this.bytes(buffer);
  }
  u64(value) {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    this.bytes(buffer);
  }
  f32(value) {
    const buffer = Buffer.alloc(4);
    buffer.writeFloatLE(value);
    this.bytes(buffer);
  }
  text(value) {
    const buffer = Buffer.from(value, 'utf8');
    this.u64(buffer.length);
    this.bytes(buffer);
  }
  pad(alignment) {
    this.bytes(Buffer.alloc((alignment - (this.length % alignment)) % alignment));
  }
}

const TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, list: 9 };
const ALIGNMENT = 32;

function value(writer, type, content) {
  switch (type) {
    case 'text':
      return writer.text(content);
    case 'f32':
      return writer.f32(content);
    case 'bool':
      return writer.bytes(Buffer.from([content ? 1 : 0]));
    default:
      return writer.u32(content);
  }
}

export function writeModel(file, { seed, template }) {
  const tokens = vocabulary();
  const of = text => tokens.findIndex(token => token.text === text);
  const tensors = weights(tokens, of, seed);
  const facts = [
    ['general.architecture', 'text', 'llama'],
    ['general.name', 'text', 'nonsense'],
    ['llama.context_length', 'u32', LONGEST_CONTEXT],
    ['llama.embedding_length', 'u32', WIDTH],
    ['llama.block_count', 'u32', LAYERS],
    ['llama.feed_forward_length', 'u32', INNER],
    ['llama.attention.head_count', 'u32', HEADS],
    ['llama.attention.head_count_kv', 'u32', HEADS],
    ['llama.attention.layer_norm_rms_epsilon', 'f32', 1e-5],
    ['llama.rope.dimension_count', 'u32', WIDTH / HEADS],
    ['llama.vocab_size', 'u32', tokens.length],
    ['tokenizer.ggml.model', 'text', 'llama'],
    ['tokenizer.ggml.tokens', ['text'], tokens.map(token => token.text)],
    ['tokenizer.ggml.scores', ['f32'], tokens.map(() => 0)],
    ['tokenizer.ggml.token_type', ['i32'], tokens.map(token => token.kind)],
    ['tokenizer.ggml.unknown_token_id', 'u32', of('<unk>')],
    ['tokenizer.ggml.bos_token_id', 'u32', of('<s>')],
    ['tokenizer.ggml.eos_token_id', 'u32', of('<|im_end|>')],
    ['tokenizer.ggml.add_bos_token', 'bool', false],
    ['tokenizer.ggml.add_space_prefix', 'bool', false],
    ['tokenizer.chat_template', 'text', template],
  ];
  const writer = new Writer();
  writer.bytes(Buffer.from('GGUF'));
  writer.u32(3);
  writer.u64(tensors.length);
  writer.u64(facts.length);
  for (const [key, type, content] of facts) {
    writer.text(key);
    if (Array.isArray(type)) {
      writer.u32(TYPE.list);
      writer.u32(TYPE[type[0]]);
      writer.u64(content.length);
      content.forEach(element => value(writer, type[0], element));
    } else {
      writer.u32(TYPE[type]);
      value(writer, type, content);
    }
  }
  let offset = 0;
  for (const { name, dimensions, values } of tensors) {
    writer.text(name);
    writer.u32(dimensions.length);
    dimensions.forEach(dimension => writer.u64(dimension));
    writer.u32(0); // 32 bits a number
    writer.u64(offset);
    offset += Math.ceil(values.byteLength / ALIGNMENT) * ALIGNMENT;
  }
  writer.pad(ALIGNMENT);
  for (const { values } of tensors) {
    writer.bytes(Buffer.from(values.buffer));
    writer.pad(ALIGNMENT);
  }
  writeFileSync(file, Buffer.concat(writer.parts));
}
