// Package seal is the sealed format of the ledger: a tree of keys per holder, and the form in which a part of an event
// is stored, so that destroying keys destroys the text while the log stays as it is. It is pure: no I/O, no clock;
// randomness comes in as an io.Reader and keys come from a function. This comment is meant to be enough to write the
// format again in another language; testdata/vectors.json has examples, and a test that shares no code with this
// package decodes them by what stands here.
//
// # Idea
//
// A holder is a betrokkene of one dossier, or the dossier itself for what concerns nobody in particular. Each holder
// has one secret, the root of a tree with 2³² leaves, kept in the vault. Each part of each event has a leaf in the
// tree of every holder that it concerns. The part's text is sealed under a fresh data key, and the data key is wrapped
// under the leaf keys. To destroy a part, a run of parts or a person is to replace nodes in the vault by fewer or
// other nodes, from which the leaf cannot be computed. Nothing in the log changes.
//
//	to erase                               destroy
//	a person                               the person's whole tree
//	a part, for all (ZolangEen)            its leaf in the tree of every holder, and the leaf of each extra wrap
//	a part, for all (ZolangAllen)          its leaf in the tree of one holder, and the leaf of each extra wrap
//	the link of a wrong person (ZolangEen) its leaf in that person's tree
//	the same (ZolangAllen)                 seal the text again for the right persons, then as a part for all
//
// A person is added to a part with [Part.WrapFor] (ZolangEen), or by sealing its text again (ZolangAllen).
// [Part.KeepFor] keeps a part with ZolangAllen although a holder is erased.
//
// # Notation
//
// Numbers are unsigned and big-endian: u8, u16, u32, u64. A ‖ B is concatenation. "text" is the bytes of an ASCII text
// without an end mark. HMAC is HMAC-SHA-256(key, message) (RFC 2104), HKDF-Expand is that of RFC 5869 with
// HMAC-SHA-256, GCM is AES-256-GCM with a 12-byte nonce and a 16-byte tag, the tag after the ciphertext. A UUID is its
// 16 bytes.
//
// # Tree
//
// The leaf of part p (u8) of the event at revision r (0 ≤ r < 2²⁴−1) has index r·256 + p. The last 256 leaves, those
// of revision 2²⁴−1, are no event's: no stream comes so far, and sealing and opening of parts refuse them. The first
// of them, at index 2³²−256, is the holder's draft leaf; the other 255 are for nothing yet. A node has a level (0, the
// root, to 8, the leaves), a prefix (the upper 4·level bits of the index of each leaf below it) and a key of 32 bytes.
// The root key is random. The i-th of the sixteen children of a node with key k, the children being at level n, has
//
//	key    = HMAC(k, "dossierboek/tree/v1" ‖ u8(n) ‖ u8(i))    1 ≤ n ≤ 8, 0 ≤ i ≤ 15
//	prefix = 16·(prefix of the node) + i
//
// The key of a node at level 8 is the leaf key, used as an AES-256 key and for nothing else; the key of the draft leaf
// is used for HKDF and for nothing else. This is the puncturable PRF of Goldreich, Goldwasser and Micali: who has a
// node has all leaves below it and, as long as HMAC is a PRF, learns nothing of any other. To puncture a set of nodes
// at a span of leaves, a node that meets no leaf of the span stays; one whose leaves all lie in it goes; any other is
// replaced by its sixteen children, punctured alike. The result, in the order of the leaves, is the smallest set there
// is, whatever the order of the punctures. One leaf out of a whole tree leaves 120 nodes. Sixteen is a compromise: two
// would leave 32 nodes, but cost 32 HMACs for a leaf instead of 8, and about ten instead of three where the leaves of
// a stream are visited in order.
//
// # Part
//
// The binding of a part is where it stands. Its policy is 1 (zolang één) or 2 (zolang allen):
//
//	binding = "dossierboek/part/v1"
//	        ‖ u8(policy) ‖ u8(part number) ‖ event UUID ‖ u32(schema)
//	        ‖ u16(length of stream) ‖ stream ‖ u16(length of name) ‖ name ‖ u16(length of kind) ‖ kind
//
// The data key is 32 random bytes, or with zolang allen the XOR of one share of 32 random bytes per holder. From it:
//
//	key (32 bytes) ‖ nonce (12) ‖ commitment (32) =
//	        HKDF-Expand(data key, "dossierboek/keys/v1" ‖ SHA-256(binding), 76)
//
// The plaintext is padded: u32(its length) ‖ plaintext ‖ zeros, up to its bucket. Let L be 4 + the plaintext's length,
// at least 128; let E = ⌊log₂ L⌋ and S = ⌊log₂ E⌋ + 1; the bucket is L rounded up to a multiple of 2^(E−S) (Padmé). A
// plaintext has at most 2²⁴ bytes. The stored form of a part with n holders and a name of m bytes:
//
//	offset          length  what
//	0               1       version: 1
//	1               1       policy: 1 or 2
//	2               1       n, number of wraps: 1 to 255
//	3               1       m, length of the name: 1 to 64
//	4               m       name, of a–z, 0–9, '-', '.', '_'
//	4+m             76·n    wraps, in strictly ascending order of their holders' UUIDs, none of them nil
//	4+m+76n         32      commitment
//	36+m+76n        4       u32(b), the padded length: a bucket
//	40+m+76n        b+16    body = GCM(key, nonce, padded plaintext, binding ‖ all stored bytes before the body)
//
// and nothing after it. A wrap:
//
//	0               16      UUID of the holder
//	16              12      random nonce
//	28              48      GCM(the holder's leaf key, nonce, secret, wrap binding)
//	wrap binding = binding ‖ u8(what) ‖ commitment ‖ holder's UUID ‖ u32(leaf index)
//
// With zolang één the secret is the data key and what is 1; with zolang allen it is the holder's share and what is 2.
// The leaf index is that of (the event's revision, the part number).
//
// Randomness is drawn in one go: the data key, or the shares in the order of the wraps; then the nonces in that order.
//
// An extra wrap stands in a later event and has a leaf of that event. Its secret is the data key under either policy:
//
//	0               1       version: 1
//	1               16      UUID of the holder
//	17              4       u32(leaf index): the later event's revision and a part number of its own there
//	21              12      random nonce
//	33              48      GCM(the holder's leaf key there, nonce, data key, wrap binding with what = 3 and that
//	                        leaf index)
//
// To open: unwrap, compare the commitment, in constant time and before anything else is done with the data key, then
// open the body, then check the padding.
//
// # Draft
//
// A draft is what somebody is writing and has not recorded. It stands outside the log, in a file of which copies may
// exist, and is sealed anew at each save, to the dossier and to every person whom it concerns, as zolang allen:
// whoever of them is erased as a whole takes it along, in every copy that there is. Its binding, with the nil UUID
// where it is of no onderdeel:
//
//	draft binding = "dossierboek/draft/v1"
//	              ‖ draft UUID ‖ dossier UUID ‖ onderdeel UUID ‖ u64(version)
//	              ‖ u16(length of owner) ‖ owner ‖ u16(length of kind) ‖ kind
//
// The data key is the XOR of one share of 32 random bytes per holder, and key, nonce and commitment come from it as
// those of a part do, with the draft binding. A holder has one draft leaf for all drafts and saves, so no share is
// wrapped under its key itself, but under one of this save alone, with 32 random bytes of salt that stand in the
// stored form:
//
//	wrap key = HKDF-Expand(HMAC(salt, draft leaf key), "dossierboek/draft-wrap/v1" ‖ holder's UUID, 32)
//
//	offset          length  what
//	0               1       version: 1
//	1               1       n, number of wraps: 1 to 255
//	2               32      salt
//	34              76·n    wraps, in strictly ascending order of their holders' UUIDs, none of them nil
//	34+76n          32      commitment
//	66+76n          4       u32(b), the padded length: a bucket
//	70+76n          b+16    body = GCM(key, nonce, padded plaintext, draft binding ‖ all stored bytes before the body)
//
// A wrap is that of a part, under the wrap key, with the draft binding, what = 4 and the index of the draft leaf.
// Randomness is drawn in this order: the salt; then in one go the shares in the order of the wraps and the nonces in
// that order.
//
// To erase one draft and nobody, its stored bytes are overwritten; a copy made before then still opens.
// # File
//
// A bijlage is too long for a part and does not stand in the log. It is sealed by itself, in chunks, under a file key
// of 32 random bytes that seals nothing else, and the file key stands in the content of the event that names the file,
// so in a part: to destroy the part is to destroy the file, in every copy. From the file key and the file's name, a
// UUID:
//
//	key (32 bytes) ‖ unused (12) ‖ commitment (32) =
//	        HKDF-Expand(file key, "dossierboek/keys/v1" ‖ SHA-256("dossierboek/file/v1" ‖ name), 76)
//
// A file of D bytes gets a space of T bytes: D, at least 4096, rounded up by Padmé as above. The space is cut in
// chunks of 65,532 bytes; the last has what is left. Chunk i has d bytes of the file, as many as there still are, at
// most its space:
//
//	chunk = GCM(key, nonce, u32(d) ‖ d bytes ‖ zeros up to its space, no associated data)
//	nonce = u8(1 for the last chunk of the space, else 0) ‖ 3 zeros ‖ u64(i)
//
//	offset          length  what
//	0               1       version: 1
//	1               32      commitment
//	33              T+20·N  the N chunks, each its space and 4 and 16 bytes long
//
// and nothing after it. This is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): chunks left out, cut off, swapped,
// taken of another file or added show at the first of them. No chunk with data follows one that is not full. Whoever
// opens a file may use each chunk as it comes, and the last one with data only when all others, the end and the
// SHA-256 of the whole stored form were found right: so what is not whole never looks whole. The stored form may have
// that hash in the open: it is of ciphertext under a key of 256 random bits.
//
// # Choices
//
//   - Persons are bound in wraps, and the wraps as stored bytes in the body's tag, but not in the data key or the
//     commitment. So a changed, moved or missing wrap is found by everyone who opens the part, also through another
//     wrap, while a later event can add or unlink a person.
//   - A wrap that fails is never passed over in favour of another way in: only ErrDestroyed is. [Part.Check] is for
//     verification and looks at every wrap, the extra ones included.
//   - Any error of the keys function that does not match ErrDestroyed ends the call: a vault that cannot be read must
//     not look like an erasure.
//   - A part with zolang allen takes no more holders. The shares of the first ones would go on opening it whatever the
//     new one's fate, so "all" would be a lie. An extra wrap of it is the opposite, a way in that depends on one,
//     which is a decision; so it has a name of its own.
//   - Drafts have no leaves of their own: a leaf per save would have each discarded draft puncture the trees of its
//     holders, and the vault would change at every key stroke. So a single draft has no key to destroy.
//   - The commitment is bound in the wraps, so a wrap belongs to one sealing and not to one place only.
//
// # Threats
//
// The log alone (a thief, a backup, the operator of a store) shows streams, kinds, part names, holders' ids and their
// number, revisions, and each text's bucket. It shows no text, and no equality of texts. A part that is changed, or
// moved to another event, stream, number, name, kind or schema, does not open. That whole events are missing, or were
// replaced by older ones, is not seen here but by the Merkle tree over the log.
//
// The log and the vault of today open all that is not destroyed, and nothing else. What remains of a destroyed part
// is ciphertext, a tag and a commitment, all under keys of 256 random bits: no guess of the text can be tested.
// Nothing erasable is ever hashed in the clear. The nodes in the vault do show which leaves were destroyed.
//
// An old copy of the vault opens what was alive when it was made. This format cannot prevent that; the vault's epoch
// ring does. Whoever saw a text, a data key or a leaf key before the destruction may have kept it; a leaf key opens
// its one part, a node all parts under it.
//
// Who holds a leaf key can seal: the keys are symmetric, so a part proves that somebody with the vault made it, not
// who. GCM commits to no key by itself, so without the commitment such a person could make one body that reads
// differently for two holders; with it all holders of a part read the same text. Against those who hold the vault the
// signed checkpoints of the notary are the proof, for they fix the ciphertext.
//
// Nonces. A data key seals one body, so its nonce is derived. A leaf key may wrap more than once: an append that loses
// a race is decided and sealed again, at this revision or the next, with a new data key, and the bytes of both may be
// known to an attacker. So wraps have random nonces: with k wraps under one leaf key (a handful) the chance of a
// repeat is about k²/2⁹⁷. Never make these nonces a function of the leaf. All this stands on the source of randomness:
// one that repeats itself (a copied virtual machine without a reseeding kernel) gives two texts the same key and
// nonce. Give crypto/rand.Reader.
//
// Timing tells which way in was taken, which is no secret. 256-bit keys leave a quantum computer 128 bits of work.
//
// # What wiping promises
//
// Data keys, shares, leaf keys, the derived content key and the path of a [Walker] are overwritten when a call is done
// with them, and a plaintext is encrypted in the buffer where it was padded. That shortens the time in which a memory
// dump shows them. It is no more than that: Go may have copied a stack that grew or spilled a register, the AES key
// schedules of the standard library stay on the heap until it is used again, pages may have been swapped out, and what
// is returned (a key, a plaintext) is the caller's to wipe. No erasure rests on it: that rests on the vault's nodes.
package seal
