package seal

import (
	"encoding/binary"
	"fmt"
	"io"

	"dossierboek/domain/id"
)

const extraLen = 1 + holderLen + 4 + boxLen

// ExtraWrap is a part's data key wrapped for one more holder, stored in a later event. It has a leaf of that event:
// the revision where it stands and a part number that is its own there. Whoever reads one from the log holds its At
// against where it was found.
type ExtraWrap struct {
	houder id.Houder
	at     Leaf
	box    [boxLen]byte
}

// Houder is whom the wrap is for.
func (e ExtraWrap) Houder() id.Houder { return e.houder }

// At is the leaf in that holder's tree: revision and number in the later event. Destroying it undoes the wrap.
func (e ExtraWrap) At() Leaf { return e.at }

// Bytes is the stored form.
func (e ExtraWrap) Bytes() []byte {
	u := e.houder.UUID()
	out := make([]byte, 0, extraLen)
	out = append(out, version)
	out = append(out, u[:]...)
	out = binary.BigEndian.AppendUint32(out, e.at.Index())
	return append(out, e.box[:]...)
}

// ParseExtraWrap reads the stored form, or fails with ErrMalformed.
func ParseExtraWrap(stored []byte) (ExtraWrap, error) {
	if len(stored) != extraLen || stored[0] != version {
		return ExtraWrap{}, fmt.Errorf("%w: not an extra wrap", ErrMalformed)
	}
	e := ExtraWrap{
		houder: houderOf(stored[1:]),
		at:     LeafAt(binary.BigEndian.Uint32(stored[1+holderLen:])),
		box:    [boxLen]byte(stored[extraLen-boxLen:]),
	}
	if e.houder.IsZero() || !e.at.ofEvent() {
		return ExtraWrap{}, fmt.Errorf("%w: an extra wrap without holder or event", ErrMalformed)
	}
	return e, nil
}

// WrapFor adds a holder to a part with ZolangEen: from the later event on, h alone keeps the part readable too, as if
// it had been among the holders from the start. It opens the part to do so, with extra as in [Part.Open].
//
// A part with ZolangAllen is refused with ErrPolicy: a holder on whom it also depends cannot be added afterwards, for
// the old shares still open it. Seal its text again in the later event, for all whom it concerns, and destroy the old
// part.
//
// Other errors: those of Open and of rand, and ErrInvalid where newLeaf does not lie after the part.
func (p Part) WrapFor(rand io.Reader, b Binding, at Leaf, keys Keys, h id.Houder, newLeaf Leaf,
	extra ...ExtraWrap) (ExtraWrap, error) {
	if p.Policy() == ZolangAllen {
		return ExtraWrap{}, fmt.Errorf("%w: a holder cannot be added to %q", ErrPolicy, ZolangAllen)
	}
	if newLeaf.Revision <= at.Revision {
		return ExtraWrap{}, errEarlier
	}
	return p.wrap(rand, b, at, keys, h, newLeaf, keys, extra)
}

// WrapElsewhere is WrapFor for a holder of another stream, to which the content is taken over: newLeaf is a leaf of
// that stream, to be stored in an event there. hers gives that holder's keys, where keys gives those of the part's own
// stream.
func (p Part) WrapElsewhere(rand io.Reader, b Binding, at Leaf, keys Keys, h id.Houder, newLeaf Leaf, hers Keys,
	extra ...ExtraWrap) (ExtraWrap, error) {
	if p.Policy() == ZolangAllen {
		return ExtraWrap{}, fmt.Errorf("%w: a holder cannot be added to %q", ErrPolicy, ZolangAllen)
	}
	return p.wrap(rand, b, at, keys, h, newLeaf, hers, extra)
}

// KeepFor ends the dependence of a part with ZolangAllen on its holders: the extra wrap has the whole data key, so h
// alone keeps the part readable from now on, also after every one of its holders is destroyed. That is a decision to
// keep (behouden, for another's aanmerkelijk belang), never a way to add a person. Where the part is to be destroyed
// after all, the leaf of this wrap is to be destroyed as well.
//
// A part with ZolangEen is refused with ErrPolicy, for there is nothing to decide: see [Part.WrapFor], also for the
// errors.
func (p Part) KeepFor(rand io.Reader, b Binding, at Leaf, keys Keys, h id.Houder, newLeaf Leaf,
	extra ...ExtraWrap) (ExtraWrap, error) {
	if p.Policy() == ZolangEen {
		return ExtraWrap{}, fmt.Errorf("%w: %q needs no decision to keep", ErrPolicy, ZolangEen)
	}
	if newLeaf.Revision <= at.Revision {
		return ExtraWrap{}, errEarlier
	}
	return p.wrap(rand, b, at, keys, h, newLeaf, keys, extra)
}

// errEarlier: within a stream a wrap is added in a later event than the part's.
var errEarlier = fmt.Errorf("%w: an extra wrap stands in a later event", ErrInvalid)

func (p Part) wrap(rand io.Reader, b Binding, at Leaf, keys Keys, h id.Houder, newLeaf Leaf, hers Keys,
	extra []ExtraWrap) (ExtraWrap, error) {
	if h.IsZero() || !newLeaf.ofEvent() {
		return ExtraWrap{}, fmt.Errorf("%w: an extra wrap has a holder and a leaf of an event", ErrInvalid)
	}
	dataKey, o, err := p.enter(b, at, keys, extra)
	if err != nil {
		return ExtraWrap{}, err
	}
	defer dataKey.Wipe()
	defer o.content.wipe()
	// The body is proven as well: a part that was tampered with gets no new holder.
	plaintext, err := o.plaintext()
	if err != nil {
		return ExtraWrap{}, err
	}
	clear(plaintext)

	var nonce [nonceLen]byte
	if _, err := io.ReadFull(rand, nonce[:]); err != nil {
		return ExtraWrap{}, fmt.Errorf("seal: no randomness for a wrap: %w", err)
	}
	leaf, err := hers(h, newLeaf)
	if err != nil {
		return ExtraWrap{}, err
	}
	defer leaf.Wipe()
	e := ExtraWrap{houder: h, at: newLeaf}
	_, err = wrap(e.box[:0], nonce[:], &leaf, &dataKey, wrapBinding(o.binding, wrapsLater, p.commitment(), h, newLeaf))
	if err != nil {
		return ExtraWrap{}, err
	}
	return e, nil
}
