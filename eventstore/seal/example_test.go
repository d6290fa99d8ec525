package seal_test

import (
	"crypto/rand"
	"errors"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"

	"github.com/google/uuid"
)

// A text about two persons stays readable while one of them is left.
func Example() {
	father, child := id.HouderVan(id.Van[id.Betrokkene](uuid.New())), id.HouderVan(id.Van[id.Betrokkene](uuid.New()))

	// The vault keeps the nodes of each holder.
	nodes := map[id.Houder][]seal.Node{}
	for _, h := range []id.Houder{father, child} {
		root, err := seal.NewRoot(rand.Reader)
		if err != nil {
			fmt.Println(err)
			return
		}
		nodes[h] = []seal.Node{root}
	}
	keys := func(h id.Houder, l seal.Leaf) (seal.Key, error) {
		key, ok := seal.Derive(nodes[h], l)
		if !ok {
			return seal.Key{}, seal.ErrDestroyed
		}
		return key, nil
	}

	at := seal.Leaf{Revision: 12, Part: 0}
	where := seal.Binding{Stream: "dossier-…", Event: uuid.New(), Part: 0, Name: "inhoud", Kind: "gegeven.vastgelegd",
		Schema: 1}
	stored, err := seal.Seal(nil, rand.Reader, where, seal.ZolangEen, []byte("De vader brengt het kind naar school."),
		[]id.Houder{father, child}, at, keys)
	if err != nil {
		fmt.Println(err)
		return
	}

	part, err := seal.Parse(stored)
	if err != nil {
		fmt.Println(err)
		return
	}
	nodes[father], _ = seal.Puncture(nodes[father], seal.Whole())
	text, err := part.Open(where, at, keys)
	fmt.Println(string(text), err)

	nodes[child], _ = seal.Puncture(nodes[child], seal.OfLeaf(at))
	_, err = part.Open(where, at, keys)
	fmt.Println(errors.Is(err, seal.ErrDestroyed))
	// Output:
	// De vader brengt het kind naar school. <nil>
	// true
}
