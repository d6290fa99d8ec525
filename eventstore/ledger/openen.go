package ledger

import (
	"errors"
	"fmt"

	jsonv2 "github.com/go-json-experiment/json"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// deel opens part number n of an event.
func (z *lezing) deel(sleutels seal.Keys, e bewaard, n int) (naam string, ruw []byte, err error) {
	g, err := z.gesloten(sleutels, e, n)
	if err != nil {
		return "", nil, err
	}
	ruw, err = g.open()
	if err != nil {
		return g.Name(), nil, fmt.Errorf("revision %d part %d (%s): %w", e.Revisie, n, g.Name(), err)
	}
	return g.Name(), ruw, nil
}

// inhoud opens the content of an event, with what may be seen of the mentions in its texts: of whom toestand says so
// and whose keys still stand. It fails with seal.ErrDestroyed where the content is gone.
func (z *lezing) inhoud(sleutels seal.Keys, e bewaard,
	toestand func(id.Betrokkene) tekst.Toestand) (domain.Inhoud, error) {
	return z.inhoudMet(sleutels, e, false, toestand)
}

// inhoudMet is inhoud, with the places in texts that are geheim where the reader may see those.
func (z *lezing) inhoudMet(sleutels seal.Keys, e bewaard, zietGeheim bool,
	toestand func(id.Betrokkene) tekst.Toestand) (domain.Inhoud, error) {
	return z.inhoudIn(sleutels, e, e, zietGeheim, func(bron id.Betrokkene) tekst.Toestand {
		if hier, ok := wieHier(e, bron); ok {
			return toestand(hier)
		}
		return tekst.Vernietigd // whoever is nobody here was gone when it came
	})
}

// kijker says whether the reader sees somebody of the dossier where content lies in texts.
type kijker func(bron id.Betrokkene) tekst.Toestand

// inhoudIn opens the content of an event in the words of the dossier of another event, that has the same content.
func (z *lezing) inhoudIn(sleutels seal.Keys, e, woorden bewaard, zietGeheim bool,
	kijkt kijker) (domain.Inhoud, error) {
	b, _, err := z.bron(e)
	if err != nil {
		return nil, err
	}
	if len(b.delen) == 0 {
		return nil, fmt.Errorf("revision %d has no content: %w", e.Revisie, seal.ErrMalformed)
	}
	naam, ruw, err := z.deel(sleutels, e, 0)
	if err != nil {
		return nil, err
	}
	if naam != deelInhoud {
		return nil, fmt.Errorf("revision %d: part 0 is %s: %w", e.Revisie, naam, seal.ErrTampered)
	}
	i, err := domain.Decodeer(ruw)
	if err != nil {
		return nil, fmt.Errorf("revision %d: %w: %w", e.Revisie, seal.ErrMalformed, err)
	}
	if err := z.vermeldingen(sleutels, e, b.delen, i, zietGeheim, kijkt); err != nil {
		return nil, err
	}
	if f, ok := woorden.Feit.(*domain.OnderdeelOvergenomen); ok {
		domain.VertaalInhoud(i, f)
	}
	return i, nil
}

// vermeldingen reads the texts of opened content, in the words of the dossier where it lies.
func (z *lezing) vermeldingen(sleutels seal.Keys, e bewaard, delen [][]byte, i domain.Inhoud, zietGeheim bool,
	kijkt kijker) error {
	teksten := i.Teksten()
	standen := make([]map[id.Betrokkene]tekst.Stand, len(teksten))
	for n := range standen {
		standen[n] = map[id.Betrokkene]tekst.Stand{}
	}
	for n := 1; n < len(delen); n++ {
		p, err := seal.Parse(delen[n])
		if err != nil {
			return fmt.Errorf("revision %d part %d: %w", e.Revisie, n, err)
		}
		if p.Name() != deelVermelding || len(p.Holders()) != 1 {
			continue
		}
		wie := id.BetrokkeneVan(p.Holders()[0])
		t := kijkt(wie)
		if t != tekst.Zichtbaar {
			for n := range standen {
				standen[n][wie] = tekst.Stand{Toestand: t}
			}
			continue
		}
		var per map[int]tekst.Vermelding
		switch _, ruw, err := z.deel(sleutels, e, n); {
		case errors.Is(err, seal.ErrDestroyed):
			for n := range standen {
				standen[n][wie] = tekst.Stand{Toestand: tekst.Vernietigd}
			}
			continue
		case err != nil:
			return err
		default:
			if err := jsonv2.Unmarshal(ruw, &per); err != nil {
				return fmt.Errorf("revision %d part %d: mentions do not parse: %w", e.Revisie, n, seal.ErrMalformed)
			}
			clear(ruw)
		}
		for t, v := range per {
			if t < 0 || t >= len(standen) {
				return fmt.Errorf("revision %d part %d: mentions of a text that is not there: %w", e.Revisie, n, seal.ErrMalformed)
			}
			standen[t][wie] = tekst.Stand{Toestand: tekst.Zichtbaar, Vermelding: v}
		}
	}
	for n, t := range teksten {
		lees := t.Lees
		if zietGeheim {
			lees = t.LeesGeheim
		}
		if err := lees(standen[n]); err != nil {
			return fmt.Errorf("revision %d: %w: %w", e.Revisie, seal.ErrMalformed, err)
		}
	}
	return nil
}
