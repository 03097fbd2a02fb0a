/* The inner loops of grouping: fold a text, hash it, sample its runs of characters, compare samples.

   Plain C11 for 64-bit little-endian machines (x86-64, arm64), called through ctypes, so that it needs neither Python's
   headers nor one binary per Python. Every function that runs long is free of global state; threads share one `Seen`.

   What the numbers mean is told in docs/methods/grouping.md; why it is in C, in docs/decisions/0010-grouping-kernel.md. */

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

__extension__ typedef unsigned __int128 u128;

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "load64 and the hashes of texts take the lowest byte first");
_Static_assert(sizeof(void *) == 8 && sizeof(size_t) == 8, "addresses travel to Python and back as 64-bit numbers");
_Static_assert(sizeof(double) == 8, "supports of texts come as NumPy's float64");

enum { SPACE = (32 << 20) / 4 - 2 }; /* with the pointer before it, 32 MB */
enum { RUN = 5, KEEP = 256, FEW = 32, MOST = 1024, TABLE = 4096, PER_KEY = 16, PIVOTS = 4, SHORT = 96, CANDIDATES = 4096 };
enum { COPY = 0, NEAR = 1, CONTAINS = 2 };
#define MULTI 0x80000000u
#define COMPOSES 0x40000000u
#define LATER UINT32_MAX

/* Memory that is read here and there: on pages of 2 MB where the system has them, for with millions of texts the way to a
   page of 4 KB is itself a wait for memory. Not cleared. */
static void *broad(size_t bytes) {
    const size_t page = 2u << 20;
    if (bytes < page) return malloc(bytes);
    size_t whole = (bytes + page - 1) / page * page;
    void *memory = aligned_alloc(page, whole);
#if defined(MADV_HUGEPAGE)
    if (memory) (void)madvise(memory, whole, MADV_HUGEPAGE);
#endif
    return memory;
}

static void *broad_clear(size_t bytes) {
    void *memory = broad(bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}

/* ---- hashing ------------------------------------------------------------------------------------------------ */

static inline uint64_t load64(const uint8_t *p) { uint64_t v; memcpy(&v, p, 8); return v; }

static inline uint64_t mum(uint64_t a, uint64_t b) {
    u128 product = (u128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Two 64-bit lanes folded by 64 x 64 -> 128 bit products. Never 0, which marks an empty place in a table. */
static uint64_t hash_bytes(const uint8_t *p, size_t length) {
    uint64_t one = 0x9E3779B97F4A7C15u ^ length, two = 0xC2B2AE3D27D4EB4Fu;
    uint8_t tail[32] = {0};
    size_t whole = length & ~(size_t)31;
    for (size_t at = 0; at < whole; at += 32) {
        one = mum(load64(p + at) ^ 0xA0761D6478BD642Fu, load64(p + at + 8) ^ one);
        two = mum(load64(p + at + 16) ^ 0xE7037ED1A0B428DBu, load64(p + at + 24) ^ two);
    }
    memcpy(tail, p + whole, length - whole);
    one = mum(load64(tail) ^ 0x8EBC6AF09C88C6E3u, load64(tail + 8) ^ one);
    two = mum(load64(tail + 16) ^ 0x589965CC75374CC3u, load64(tail + 24) ^ two);
    uint64_t sum = mum(one ^ 0x1D8E4E27C47D124Fu, two ^ 0xEB44ACCAB455D165u);
    return sum ? sum : 1;
}

static inline uint32_t mix32(uint32_t h) {
    h ^= h >> 16; h *= 0x21F0AAADu;
    h ^= h >> 15; h *= 0x735A2D97u;
    return h ^ (h >> 15);
}

/* One hash per run: a polynomial in its characters, well mixed. A run that begins with a character from U+2E80 on (Chinese,
   Japanese, Korean) has five characters; any other has nine, for five letters are shared by texts that say nothing alike.
   `text` is followed by eight zeros, which stand for what a run at the end lacks. */
WIDE static void hash_runs(const uint32_t *text, size_t runs, uint32_t *out) {
    for (size_t at = 0; at < runs; at++) {
        const uint32_t *c = text + at;
        uint32_t five = c[0] * 0xB4B82E39u + c[1] * 0x4C957F2Du + c[2] * 0x9E3779B1u + c[3] * 0x85EBCA77u + c[4] * 0xC2B2AE3Du;
        uint32_t more = c[5] * 0x27D4EB2Fu + c[6] * 0x165667B1u + c[7] * 0xD3A2646Du + c[8] * 0xFD7046C5u;
        uint32_t h = five + (c[0] < 0x2E80 ? more : 0);
        h ^= h >> 16; h *= 0x21F0AAADu;
        h ^= h >> 15; h *= 0x735A2D97u;
        out[at] = h ^ (h >> 15);
    }
}

/* ---- a set of 32-bit hashes that empties in no time --------------------------------------------------------- */

typedef struct { uint32_t epoch; uint32_t when[TABLE]; uint32_t value[TABLE]; } Set;

static inline void set_clear(Set *set) {
    if (++set->epoch == 0) { memset(set->when, 0, sizeof set->when); set->epoch = 1; }
}

static inline int set_add(Set *set, uint32_t value) { /* 1 if it was not there */
    uint32_t at = (value * 0x9E3779B1u) >> 20;
    while (set->when[at] == set->epoch) {
        if (set->value[at] == value) return 0;
        at = (at + 1) & (TABLE - 1);
    }
    set->when[at] = set->epoch; set->value[at] = value;
    return 1;
}

static inline int set_has(const Set *set, uint32_t value) {
    uint32_t at = (value * 0x9E3779B1u) >> 20;
    while (set->when[at] == set->epoch) {
        if (set->value[at] == value) return 1;
        at = (at + 1) & (TABLE - 1);
    }
    return 0;
}

/* ---- texts seen so far ---------------------------------------------------------------------------------------- */

typedef struct { uint64_t key; const uint32_t *sample; uint32_t count, level, slot, pad; } Text;
typedef struct Block { struct Block *before; uint32_t samples[]; } Block; /* of SPACE samples; they never move */

_Static_assert(sizeof(Text) == 32, "two texts to a line of the cache");
_Static_assert(sizeof(Block) + SPACE * sizeof(uint32_t) == 32u << 20, "a block fills its pages of 2 MB");
_Static_assert(KEEP <= MOST && MOST < TABLE, "a sample fits the set that it is picked with, with places to spare");

typedef struct {
    Text *texts; size_t used, room;
    Block *block; size_t filled;
    uint32_t *points, *runs; size_t width;
    Set set;
} Worker;

typedef struct { _Atomic uint64_t *keys; uint64_t slots; Worker *workers; uint32_t crew; } Seen;

void huiyin_seen_free(Seen *seen) {
    if (!seen) return;
    for (uint32_t at = 0; seen->workers && at < seen->crew; at++) {
        Worker *w = &seen->workers[at];
        for (Block *block = w->block, *before; block; block = before) { before = block->before; free(block); }
        free(w->texts); free(w->points); free(w->runs);
    }
    free(seen->workers); free((void *)seen->keys); free(seen);
}

Seen *huiyin_seen_new(uint64_t rows, uint32_t crew) {
    Seen *seen = calloc(1, sizeof *seen);
    if (!seen) return NULL;
    seen->slots = rows + rows / 2 + 64;
    seen->crew = crew;
    seen->keys = broad_clear(seen->slots * sizeof *seen->keys);
    seen->workers = calloc(crew, sizeof *seen->workers);
    if (!seen->keys || !seen->workers) { huiyin_seen_free(seen); return NULL; }
    return seen;
}

/* The place of `key`, and whether this call put it there. */
static uint32_t claim(Seen *seen, uint64_t key, int *first) {
    uint64_t at = (uint64_t)(((u128)(key * 0x9E3779B97F4A7C15u) * seen->slots) >> 64);
    for (;;) {
        uint64_t there = atomic_load_explicit(&seen->keys[at], memory_order_relaxed);
        if (there == 0 && atomic_compare_exchange_strong(&seen->keys[at], &there, key)) { *first = 1; return (uint32_t)at; }
        if (there == key) { *first = 0; return (uint32_t)at; }
        if (++at == seen->slots) at = 0;
    }
}

static int widen(Worker *w, size_t width) {
    if (width <= w->width) return 1;
    width += width / 2 + 1024;
    uint32_t *points = realloc(w->points, width * sizeof *points);
    if (points) w->points = points;
    uint32_t *runs = realloc(w->runs, width * sizeof *runs);
    if (runs) w->runs = runs;
    if (!points || !runs) return 0;
    w->width = width;
    return 1;
}

/* UTF-8 -> folded code points. Returns how many, or -1 where a character may join the one before it. */
static int64_t fold(const uint8_t *p, const uint8_t *end, uint32_t *out, const uint32_t *table, const uint32_t *many) {
    uint32_t *to = out;
    while (p < end) {
        while (end - p >= 8 && !(load64(p) & 0x8080808080808080u)) {
            for (int at = 0; at < 8; at++) { uint32_t v = table[p[at]]; *to = v; to += v != 0; }
            p += 8;
        }
        if (p == end) break;
        uint32_t c = *p; int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
        if (end - p <= more) break; /* Arrow promises whole characters; never read past the end for it */
        if (more == 1) c = (c & 31) << 6 | (p[1] & 63);
        else if (more == 2) c = (c & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63);
        else if (more == 3) c = ((c & 7) << 18 | (uint32_t)(p[1] & 63) << 12 | (uint32_t)(p[2] & 63) << 6 | (p[3] & 63)) % 0x110000;
        p += more + 1;
        uint32_t v = table[c];
        if (v < COMPOSES) { *to = v; to += v != 0; continue; }
        if (v & COMPOSES) return -1;
        for (const uint32_t *each = many + (v & ~MULTI); *each; each++) *to++ = *each;
    }
    return to - out;
}

/* The distinct runs of a text whose hash has `level` leading zeros, in the order of the text. */
static uint32_t pick(Worker *w, size_t runs, uint32_t level, uint32_t *out) {
    uint32_t count = 0;
    uint32_t limit = level ? (1u << (32 - level)) - 1 : UINT32_MAX;
    set_clear(&w->set);
    for (size_t at = 0; at < runs && count < MOST; at++)
        if (w->runs[at] <= limit && set_add(&w->set, w->runs[at])) out[count++] = w->runs[at];
    return count;
}

static int sketch(Worker *w, uint64_t key, uint32_t slot, size_t length) {
    if (w->used == w->room) {
        size_t room = w->room ? w->room * 2 : 1024;
        Text *texts = realloc(w->texts, room * sizeof *texts);
        if (!texts) return 0;
        w->texts = texts; w->room = room;
    }
    if (!w->block || SPACE - w->filled < MOST) {
        Block *block = broad(sizeof *block + SPACE * sizeof *block->samples);
        if (!block) return 0;
        block->before = w->block;
        w->block = block; w->filled = 0;
    }
    Text *text = &w->texts[w->used++];
    uint32_t *sample = w->block->samples + w->filled;
    *text = (Text){.key = key, .sample = sample, .slot = slot};
    if (length == 0) return 1;
    size_t runs = length < RUN ? 1 : length - RUN + 1;
    if (length < RUN) { /* shorter than a run: the text is its only run */
        uint32_t h = (uint32_t)length;
        for (size_t at = 0; at < length; at++) h = mix32(h ^ w->points[at] * 0x9E3779B1u);
        w->runs[0] = h;
    } else {
        memset(w->points + length, 0, 8 * sizeof *w->points);
        hash_runs(w->points, runs, w->runs);
    }
    uint32_t level = 0;
    while (runs >> level > KEEP) level++;
    uint32_t count = pick(w, runs, level, sample);
    while (count < FEW && level) count = pick(w, runs, --level, sample); /* it repeats itself */
    text->count = count; text->level = level;
    w->filled += count;
    return 1;
}

/* Fold, hash and, where they are new, sample `rows` texts. `slots[row]` names the text; LATER asks for the row to be
   folded by Python (`folded`=1 then: no table is applied). `printed[row]` is a hash of the text as it stands.
   Returns 0, or -1 where memory ran out. */
int64_t huiyin_take_texts(Seen *seen, uint32_t crew, const int64_t *offsets, const uint8_t *data, int64_t rows,
                   const uint32_t *table, const uint32_t *many, uint32_t most, int folded, uint32_t *slots, uint64_t *printed) {
    Worker *w = &seen->workers[crew];
    for (int64_t row = 0; row < rows; row++) {
        const uint8_t *p = data + offsets[row], *end = data + offsets[row + 1];
        size_t bytes = (size_t)(end - p);
        if (!widen(w, bytes * most + 16)) return -1;
        int64_t length = fold(p, end, w->points, table, many);
        if (!folded) printed[row] = hash_bytes(p, bytes);
        if (length < 0) { slots[row] = LATER; continue; }
        uint64_t key = hash_bytes((const uint8_t *)w->points, (size_t)length * 4);
        int first;
        slots[row] = claim(seen, key, &first);
        if (first && !sketch(w, key, slots[row], (size_t)length)) return -1;
    }
    return 0;
}

uint64_t huiyin_seen_slots(const Seen *seen) { return seen->slots; }
uint64_t huiyin_texts_count(const Seen *seen) {
    uint64_t sum = 0;
    for (uint32_t at = 0; at < seen->crew; at++) sum += seen->workers[at].used;
    return sum;
}

/* Everything that is known of the texts, in no particular order; `address`: where in memory the sample stands. */
void huiyin_texts_tell(const Seen *seen, uint64_t *key, uint64_t *address, uint32_t *count, uint32_t *level, uint32_t *slot) {
    for (uint32_t crew = 0; crew < seen->crew; crew++) {
        const Worker *w = &seen->workers[crew];
        for (size_t at = 0; at < w->used; at++) {
            const Text *t = &w->texts[at];
            *key++ = t->key; *address++ = (uint64_t)(uintptr_t)t->sample;
            *count++ = t->count; *level++ = t->level; *slot++ = t->slot;
        }
    }
}

/* The samples one after another, to send them elsewhere. */
void huiyin_samples_gather(const uint64_t *address, const uint32_t *count, uint64_t n, uint32_t *out) {
    for (uint64_t at = 0; at < n; out += count[at++])
        if (count[at]) memcpy(out, (const void *)(uintptr_t)address[at], count[at] * sizeof *out);
}

/* ---- texts against leaders -------------------------------------------------------------------------------------- */

typedef struct { uint64_t n; const uint64_t *key, *address; const uint32_t *count, *level; double near, contained; uint32_t enough; } Texts;

/* What kernel.py holds its own `_Texts` to before it calls anything. */
extern const uint32_t huiyin_texts_layout[9];
const uint32_t huiyin_texts_layout[9] = {
    sizeof(Texts), offsetof(Texts, n), offsetof(Texts, key), offsetof(Texts, address), offsetof(Texts, count), offsetof(Texts, level),
    offsetof(Texts, near), offsetof(Texts, contained), offsetof(Texts, enough),
};

static inline const uint32_t *sample_of(const Texts *t, uint32_t at) { return (const uint32_t *)(uintptr_t)t->address[at]; }
static inline uint64_t runs_of(const Texts *t, uint32_t at) { return (uint64_t)t->count[at] << t->level[at]; }

/* Level at which a text has 8 to 16 runs left: these are the keys it is found by. A short text is found by all its runs:
   of so few, an edit or two may touch all that were sampled. */
static inline uint32_t key_level(const Texts *t, uint32_t at) {
    uint64_t runs = runs_of(t, at) / 8; uint32_t level = 0;
    if (runs_of(t, at) <= SHORT) return t->level[at];
    while (runs > 1) { runs >>= 1; level++; }
    return level > t->level[at] ? level : t->level[at];
}
/* Level of the runs by which a text looks for leaders: finer than its keys, to meet the keys of a shorter letter inside it. */
static inline uint32_t look_level(const Texts *t, uint32_t at) {
    uint32_t level = key_level(t, at), own = t->level[at];
    return level > own + 1 ? level - 1 : own;
}
static inline uint32_t limit_of(uint32_t level) { return level ? (1u << (32 - level)) - 1 : UINT32_MAX; }

/* Shared runs of `leader` and the text in `set`, both at the coarser of the two levels. */
typedef struct { double jaccard, held; double mass; int shorter; } Likeness;

static Likeness compare(const Texts *t, uint32_t leader, uint32_t text, const Set *set) {
    uint32_t level = t->level[leader] > t->level[text] ? t->level[leader] : t->level[text];
    uint32_t limit = limit_of(level), a = 0, b = 0, shared = 0;
    const uint32_t *mine = sample_of(t, text), *its = sample_of(t, leader);
    for (uint32_t at = 0; at < t->count[leader]; at++) if (its[at] <= limit) { a++; shared += (uint32_t)set_has(set, its[at]); }
    if (level == t->level[text]) b = t->count[text];
    else for (uint32_t at = 0; at < t->count[text]; at++) b += mine[at] <= limit;
    Likeness found = {0, 0, (double)shared * (double)(1ull << level), a <= b};
    if (a && b) { found.jaccard = (double)shared / (double)(a + b - shared); found.held = (double)shared / (double)(a < b ? a : b); }
    return found;
}

/* `few`: the leader has at most four runs, so one shared run is enough to look at it. Told here, where it is met, for what is
   known of leaders lies all over the memory. */
typedef struct { uint32_t key, leader : 31, few : 1, next; } Node;
_Static_assert(sizeof(Node) == 12, "of nodes there are sixteen for each text");
typedef struct { uint32_t *heads, *bits; Node *nodes; uint64_t used, room; uint32_t shift, bitshift; } Index;

void huiyin_index_free(Index *x) { if (x) { free(x->heads); free(x->bits); free(x->nodes); free(x); } }

Index *huiyin_index_new(uint64_t texts) {
    Index *x = calloc(1, sizeof *x);
    if (!x) return NULL;
    uint32_t bits = 10;
    while ((1ull << bits) < texts * 16 && bits < 31) bits++;
    x->shift = 32 - bits;
    uint32_t wide = bits + 5 > 31 ? 31 : bits + 5;
    x->bitshift = 32 - wide;
    x->room = texts * 16 + 1024;
    x->heads = broad_clear((1ull << bits) * sizeof *x->heads);
    x->bits = broad_clear((1ull << wide) / 8);
    x->nodes = broad(x->room * sizeof *x->nodes);
    if (!x->heads || !x->bits || !x->nodes) { huiyin_index_free(x); return NULL; }
    x->used = 1;
    return x;
}

static inline uint32_t spread(uint32_t key) { return key * 0x9E3779B1u; } /* keys of long texts begin with zeros */

static int index_add(Index *x, uint32_t key, uint32_t leader, uint32_t few) {
    if (x->used == x->room) {
        Node *nodes = realloc(x->nodes, x->room * 2 * sizeof *nodes);
        if (!nodes) return 0;
        x->nodes = nodes; x->room *= 2;
    }
    uint32_t bit = spread(key) >> x->bitshift, *link = &x->heads[spread(key) >> x->shift], same = 0;
    x->bits[bit >> 5] |= 1u << (bit & 31);
    while (*link) {
        same += x->nodes[*link].key == key;
        link = &x->nodes[*link].next;
    }
    if (same >= PER_KEY) return 1; /* a phrase that everybody uses finds nobody */
    *link = (uint32_t)x->used;
    x->nodes[x->used++] = (Node){key, leader & 0x7FFFFFFFu, few & 1u, 0};
    return 1;
}

/* Take out the keys that are full (they are met by everybody and tell nothing), and lay what hangs on one head side by side:
   from here on the index is only read, and a chain strewn over the memory is a wait for each of its links. */
int64_t huiyin_index_thin(Index *x) {
    uint64_t heads = 1ull << (32 - x->shift), kept = 1;
    Node *nodes = broad((x->used + 1) * sizeof *nodes);
    if (!nodes) return -1;
    memset(x->bits, 0, (1ull << (32 - x->bitshift)) / 8);
    for (uint64_t head = 0; head < heads; head++) {
        uint64_t begin = kept;
        for (uint32_t n = x->heads[head]; n; n = x->nodes[n].next) {
            uint32_t key = x->nodes[n].key, same = 0, bit = spread(key) >> x->bitshift;
            for (uint32_t m = x->heads[head]; m; m = x->nodes[m].next) same += x->nodes[m].key == key;
            if (same >= PER_KEY) continue;
            x->bits[bit >> 5] |= 1u << (bit & 31);
            nodes[kept] = x->nodes[n];
            nodes[kept].next = (uint32_t)kept + 1;
            kept++;
        }
        if (kept > begin) nodes[kept - 1].next = 0;
        x->heads[head] = kept > begin ? (uint32_t)begin : 0;
    }
    free(x->nodes);
    x->nodes = nodes; x->used = kept; x->room = kept;
    return 0;
}

typedef struct { Set set; uint32_t epoch, when[CANDIDATES], who[CANDIDATES], hits[CANDIDATES], list[CANDIDATES / 2]; uint8_t few[CANDIDATES]; } Desk;

/* The leader that `text` stands to, and how; LATER where there is none. Of leaders it is near to, the nearest; else of
   those it contains, the one it holds most of; of equals the one that leads first (`rank`). */
static uint32_t find_leader(const Texts *t, const Index *x, const uint32_t *rank, uint32_t text, Desk *d, uint8_t *how) {
    const uint32_t *sample = sample_of(t, text);
    uint32_t level = look_level(t, text), found = 0, limit = limit_of(level);
    if (++d->epoch == 0) { memset(d->when, 0, sizeof d->when); d->epoch = 1; }
    for (uint32_t at = 0; at < t->count[text]; at++) /* ask for all places at once: each is a wait for memory */
        if (sample[at] <= limit) __builtin_prefetch(&x->bits[spread(sample[at]) >> x->bitshift >> 5]);
    for (uint32_t at = 0; at < t->count[text]; at++) {
        uint32_t key = sample[at], place = spread(key);
        if (key <= limit && (x->bits[place >> x->bitshift >> 5] >> (place >> x->bitshift & 31) & 1)) __builtin_prefetch(&x->heads[place >> x->shift]);
    }
    for (uint32_t at = 0; at < t->count[text]; at++) {
        uint32_t key = sample[at], place = spread(key);
        if (key <= limit && (x->bits[place >> x->bitshift >> 5] >> (place >> x->bitshift & 31) & 1)) __builtin_prefetch(&x->nodes[x->heads[place >> x->shift]]);
    }
    for (uint32_t at = 0; at < t->count[text]; at++) {
        uint32_t key = sample[at], place = spread(key);
        if (key > limit || !(x->bits[place >> x->bitshift >> 5] >> (place >> x->bitshift & 31) & 1)) continue;
        for (uint32_t n = x->heads[place >> x->shift]; n; n = x->nodes[n].next) {
            if (x->nodes[n].key != key) continue;
            uint32_t who = x->nodes[n].leader, c = (who * 0x9E3779B1u) >> 20;
            while (d->when[c] == d->epoch && d->who[c] != who) c = (c + 1) & (CANDIDATES - 1);
            if (d->when[c] != d->epoch) {
                if (found == CANDIDATES / 2) continue;
                d->when[c] = d->epoch; d->who[c] = who; d->few[c] = x->nodes[n].few; d->hits[c] = 0; d->list[found++] = c;
            }
            d->hits[c]++;
        }
    }
    uint32_t best = LATER, filled = 0; double best_near = 0, best_mass = 0;
    *how = COPY;
    for (uint32_t each = 0; each < found; each++) {
        uint32_t who = d->who[d->list[each]];
        if (d->hits[d->list[each]] < 2 && !d->few[d->list[each]] && t->count[text] > 4) continue; /* never enough */
        uint32_t deep = key_level(t, who); /* of its keys, those that this text could have met */
        uint64_t met = runs_of(t, who) >> (deep > level ? deep : level), enough = met / 4 > 2 ? met / 4 : 2;
        if (d->hits[d->list[each]] < enough && t->count[who] > 4 && t->count[text] > 4) continue;
        if (!filled) { set_clear(&d->set); for (uint32_t at = 0; at < t->count[text]; at++) set_add(&d->set, sample[at]); filled = 1; }
        Likeness l = compare(t, who, text, &d->set);
        int near = l.jaccard >= t->near;
        int holds = !near && l.shorter && runs_of(t, who) >= t->enough && l.held >= t->contained;
        if (!near && !holds) continue;
        int better = best == LATER ? 1
            : near != (*how == NEAR) ? near
            : near ? (l.jaccard > best_near || (l.jaccard == best_near && rank[who] < rank[best]))
            : (l.mass > best_mass || (l.mass == best_mass && rank[who] < rank[best]));
        if (better) { best = who; best_near = l.jaccard; best_mass = l.mass; *how = near ? NEAR : CONTAINS; }
    }
    return best;
}

/* Texts in the order of their support: each joins a leader before it or leads itself. */
int64_t huiyin_lead(const Texts *t, Index *x, const uint32_t *order, uint64_t n, uint32_t *rank, uint32_t *leader, uint8_t *how) {
    Desk *d = calloc(1, sizeof *d);
    if (!d) return -1;
    for (uint64_t at = 0; at < n; at++) {
        uint32_t text = order[at];
        rank[text] = (uint32_t)at;
        leader[text] = find_leader(t, x, rank, text, d, &how[text]);
        if (leader[text] != LATER) continue;
        leader[text] = text;
        uint32_t limit = limit_of(key_level(t, text));
        const uint32_t *sample = sample_of(t, text);
        for (uint32_t k = 0; k < t->count[text]; k++)
            if (sample[k] <= limit && !index_add(x, sample[k], text, t->count[text] <= 4)) { free(d); return -1; }
    }
    free(d);
    return 0;
}

/* Texts that lead already, in their order from `rank` `base` on, are made to be found. */
int64_t huiyin_enlist(const Texts *t, Index *x, const uint32_t *order, uint64_t n, uint32_t base, uint32_t *rank) {
    for (uint64_t at = 0; at < n; at++) {
        uint32_t text = order[at], limit = limit_of(key_level(t, text));
        const uint32_t *sample = sample_of(t, text);
        rank[text] = base + (uint32_t)at;
        for (uint32_t k = 0; k < t->count[text]; k++)
            if (sample[k] <= limit && !index_add(x, sample[k], text, t->count[text] <= 4)) return -1;
    }
    return 0;
}

/* The leader of each of `some` texts, LATER where none is near. */
int64_t huiyin_join(const Texts *t, const Index *x, const uint32_t *rank, const uint32_t *some, uint64_t n, uint32_t *leader, uint8_t *how) {
    Desk *d = calloc(1, sizeof *d);
    if (!d) return -1;
    for (uint64_t at = 0; at < n; at++) leader[some[at]] = find_leader(t, x, rank, some[at], d, &how[some[at]]);
    free(d);
    return 0;
}

/* ---- the rest among themselves ------------------------------------------------------------------------------------ */

static int sort64(uint64_t *values, uint64_t n, int from, int bits) { /* radix sort on `bits` bits, beginning at `from` */
    uint64_t *other = malloc((n + 1) * sizeof *other), *a = values, *b = other;
    if (!other) return 0;
    for (int shift = from; shift < from + bits; shift += 11) {
        uint64_t counts[2048] = {0}, sum = 0;
        for (uint64_t at = 0; at < n; at++) counts[a[at] >> shift & 2047]++;
        for (int c = 0; c < 2048; c++) { uint64_t here = counts[c]; counts[c] = sum; sum += here; }
        for (uint64_t at = 0; at < n; at++) b[counts[a[at] >> shift & 2047]++] = a[at];
        uint64_t *swap = a; a = b; b = swap;
    }
    if (a != values) memcpy(values, a, n * sizeof *values);
    free(other);
    return 1;
}

typedef struct { double held, close; uint64_t key, first; } Worth; /* `first`: of its edges */
typedef struct { uint32_t from, to, how, pad; double like; } Edge;
_Static_assert(sizeof(Edge) == 24, "kernel.py reads edges as they lie here");

static int by_worth(const void *left, const void *right) {
    const Worth *a = left, *b = right;
    if (a->held != b->held) return a->held > b->held ? -1 : 1;
    if (a->close != b->close) return a->close > b->close ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* Which of `some` (texts, ascending) are near each other, or hold each other: into `found` an array of edges, by where they
   begin and by where they end, to be given to huiyin_edges_free. Returns how many, or -1 where memory ran out. `both`: of
   each text whether an edge may end at it; NULL where at all of them. */
int64_t huiyin_edges(const Texts *t, const uint32_t *some, uint64_t n, const uint8_t *both, Edge **found) {
    int64_t result = -1;
    uint64_t entries = 0, filled = 0, pairs = 0, room = 0, edges = 0;
    uint64_t *keys = NULL, *pair = NULL, *first = NULL; Edge *edge = NULL, *sorted = NULL; Set *set = NULL;
    *found = NULL;
    for (uint64_t at = 0; at < n; at++) {
        uint32_t limit = limit_of(key_level(t, some[at]));
        for (uint32_t k = 0; k < t->count[some[at]]; k++) entries += sample_of(t, some[at])[k] <= limit;
    }
    if (!(keys = malloc((entries + 1) * sizeof *keys))) goto out;
    for (uint64_t at = 0; at < n; at++) {
        uint32_t limit = limit_of(key_level(t, some[at]));
        const uint32_t *sample = sample_of(t, some[at]);
        for (uint32_t k = 0; k < t->count[some[at]]; k++) if (sample[k] <= limit) keys[filled++] = (uint64_t)sample[k] << 32 | at;
    }
    if (!sort64(keys, entries, 32, 32)) goto out; /* stable: of one key, texts stay in order */
    for (uint64_t begin = 0, end; begin < entries; begin = end) {
        for (end = begin + 1; end < entries && keys[end] >> 32 == keys[begin] >> 32; end++) {
            uint64_t reach = end - begin < PIVOTS ? end - begin : PIVOTS; /* a key of many: each meets the first few */
            if (both && !both[some[keys[end] & UINT32_MAX]]) continue;
            if (pairs + reach > room) {
                uint64_t more = room * 2 + 4096, *bigger = realloc(pair, more * sizeof *pair);
                if (!bigger) goto out;
                pair = bigger; room = more;
            }
            for (uint64_t p = 0; p < reach; p++)
                if (!both || both[some[keys[begin + p] & UINT32_MAX]])
                    pair[pairs++] = (keys[end] & UINT32_MAX) << 32 | (keys[begin + p] & UINT32_MAX);
        }
    }
    free(keys); keys = NULL;
    if (pairs && !sort64(pair, pairs, 0, 66)) goto out;
    if (!(edge = malloc((pairs * 2 + 1) * sizeof *edge)) || !(set = calloc(1, sizeof *set))) goto out;
    uint32_t loaded = LATER;
    for (uint64_t begin = 0, end; begin < pairs; begin = end) {
        for (end = begin + 1; end < pairs && pair[end] == pair[begin]; end++) {}
        uint32_t a = some[pair[begin] >> 32], b = some[pair[begin] & UINT32_MAX];
        if (end - begin < 2 && t->count[a] > 4 && t->count[b] > 4) continue;
        if (loaded != a) {
            set_clear(set);
            for (uint32_t k = 0; k < t->count[a]; k++) set_add(set, sample_of(t, a)[k]);
            loaded = a;
        }
        Likeness l = compare(t, b, a, set);
        if (l.jaccard >= t->near) {
            edge[edges++] = (Edge){a, b, NEAR, 0, l.jaccard};
            edge[edges++] = (Edge){b, a, NEAR, 0, l.jaccard};
        } else if (l.held >= t->contained) {
            uint32_t small = l.shorter ? b : a;
            if (runs_of(t, small) >= t->enough) edge[edges++] = (Edge){small, small == a ? b : a, CONTAINS, 0, 0};
        }
    }
    free(pair); pair = NULL;
    /* By where they begin, in the order they were found, which is that of where they end: a counting sort over the texts. */
    if (!(first = calloc(t->n + 1, sizeof *first)) || !(sorted = malloc((edges + 1) * sizeof *sorted))) goto out;
    for (uint64_t e = 0; e < edges; e++) first[edge[e].from + 1]++;
    for (uint64_t at = 1; at < t->n + 1; at++) first[at] += first[at - 1];
    for (uint64_t e = 0; e < edges; e++) sorted[first[edge[e].from]++] = edge[e];
    *found = sorted; sorted = NULL;
    result = (int64_t)edges;
out:
    free(keys); free(pair); free(edge); free(set); free(first); free(sorted);
    return result;
}

void huiyin_edges_free(Edge *edge) { free(edge); }

/* `some`: texts, ascending; `edge`: what lies between them, as huiyin_edges orders it. The text with most support around it
   leads first, and takes those that it reaches. `leader` of the others becomes themselves. */
int64_t huiyin_settle(const Texts *t, const uint32_t *some, uint64_t n, const Edge *edge, uint64_t edges, const double *support, uint32_t *leader, uint8_t *how) {
    int64_t result = -1;
    uint64_t worthy = 0, room = 0;
    uint8_t *taken = NULL; Worth *worth = NULL;
    for (uint64_t at = 0; at < n; at++) { leader[some[at]] = some[at]; how[some[at]] = COPY; }
    for (uint64_t e = 0; e < edges; e++) room += e == 0 || edge[e].from != edge[e - 1].from;
    if (!(worth = malloc((room + 1) * sizeof *worth)) || !(taken = calloc(t->n + 1, 1))) goto out;
    for (uint64_t begin = 0, end; begin < edges; begin = end) {
        uint32_t i = edge[begin].from;
        Worth w = {support[i], support[i], t->key[i], begin};
        for (end = begin; end < edges && edge[end].from == i; end++) { w.held += support[edge[end].to]; w.close += edge[end].like * support[edge[end].to]; }
        worth[worthy++] = w;
    }
    qsort(worth, worthy, sizeof *worth, by_worth);
    for (uint64_t at = 0; at < worthy; at++) {
        uint32_t i = edge[worth[at].first].from;
        if (taken[i]) continue;
        taken[i] = 1;
        for (uint64_t e = worth[at].first; e < edges && edge[e].from == i; e++) {
            uint32_t j = edge[e].to;
            if (!taken[j]) { taken[j] = 1; leader[j] = i; how[j] = (uint8_t)edge[e].how; }
        }
    }
    result = 0;
out:
    free(taken); free(worth);
    return result;
}

/* ---- what a change concerns ----------------------------------------------------------------------------------------- */

/* Mark in `bits` (of 2^(32 - shift)) the runs by which each of `some` is found. */
void huiyin_mark(const Texts *t, const uint32_t *some, uint64_t n, uint32_t *bits, uint32_t shift) {
    for (uint64_t at = 0; at < n; at++) {
        uint32_t limit = limit_of(key_level(t, some[at]));
        const uint32_t *sample = sample_of(t, some[at]);
        for (uint32_t k = 0; k < t->count[some[at]]; k++) if (sample[k] <= limit) {
            uint32_t bit = spread(sample[k]) >> shift;
            bits[bit >> 5] |= 1u << (bit & 31);
        }
    }
}

/* Of each of `some` whether it may have a run that is marked: of those that it looks for leaders by, or, with `is_found`, of
   those that it is found by. */
void huiyin_meets(const Texts *t, const uint32_t *some, uint64_t n, const uint32_t *bits, uint32_t shift, int is_found, uint8_t *meets) {
    for (uint64_t at = 0; at < n; at++) {
        uint32_t level = is_found ? key_level(t, some[at]) : look_level(t, some[at]), limit = limit_of(level);
        const uint32_t *sample = sample_of(t, some[at]);
        meets[at] = 0;
        for (uint32_t k = 0; k < t->count[some[at]] && !meets[at]; k++) if (sample[k] <= limit) {
            uint32_t bit = spread(sample[k]) >> shift;
            meets[at] = (uint8_t)(bits[bit >> 5] >> (bit & 31) & 1);
        }
    }
}

/* Of `n` rows, the one with the smallest id for each text: `best[text]` becomes a row. */
void huiyin_smallest_ids(const int64_t *offsets, const uint8_t *data, const int64_t *rows, const uint32_t *text, uint64_t n, int64_t *best) {
    for (uint64_t at = 0; at < n; at++) {
        int64_t row = rows[at], old = best[text[at]];
        if (old >= 0) {
            int64_t mine = offsets[row + 1] - offsets[row], its = offsets[old + 1] - offsets[old];
            int order = memcmp(data + offsets[row], data + offsets[old], (size_t)(mine < its ? mine : its));
            if (order > 0 || (order == 0 && mine >= its)) continue;
        }
        best[text[at]] = row;
    }
}
