package api

import (
	"encoding/json"
	"net/http"
	"reflect"
)

// leesroute is a route with a body that writes nothing: a search, a preview, proposals. B is its body.
func leesroute[B any](rt route, doe func(v *vraag, b *B) (*antwoord, error)) *route {
	return keurroute(rt, func(*vraag, *lezer, *B) {}, doe)
}

// keurroute is a leesroute whose body has values to be made and checked.
func keurroute[B any](rt route, keur func(v *vraag, l *lezer, b *B),
	doe func(v *vraag, b *B) (*antwoord, error)) *route {
	rt.lichaam = reflect.TypeFor[B]()
	if rt.status == 0 {
		rt.status = http.StatusOK
	}
	rt.parameters = append(rt.parameters, parDoel)
	rt.bereid = func(v *vraag) {
		b, ok := decodeer[B](v)
		if !ok {
			return
		}
		l := &lezer{}
		keur(v, l, b)
		v.voegFouten(l.fouten)
	}
	rt.doe = func(v *vraag) (*antwoord, error) {
		b, _ := decodeer[B](v)
		return doe(v, b)
	}
	return &rt
}

// decodeer makes the body's type of what the schema let through. A test ranges over all types: it always does.
func decodeer[B any](v *vraag) (*B, bool) {
	b := new(B)
	if err := json.Unmarshal(v.gekeurd, b); err != nil {
		v.fout(waarInhoud, "", codeVorm, "De inhoud is niet te lezen.")
		return b, false
	}
	return b, true
}
