package api

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// The files of bijlagen go in and out as streams: they are never held in memory.

func bijlagen() []*route {
	toevoegen := schrijfroute(route{
		pad: "/dossiers/{dossier}/bijlagen", id: "voegBijlageToe", groep: groepVastleggen,
		handeling: domain.HandelingVastleggen, parameters: []*parameter{parDossier}, bijvoorbeeld: []string{"over", "datum"},
		metBestand: true, titel: "Voeg een bijlage toe",
		uitleg: "Neemt een bestand op in het dossier, als multipart/form-data: eerst metadata (JSON), dan bestand. Wat " +
			"het bestand is, blijkt uit zijn inhoud. Beeld en geluid vragen vastgelegde toestemming van ieder over wie het " +
			"gaat; heimelijke opnamen worden geweigerd. Een bestand wordt nooit vervangen; wat erover is vastgelegd kan " +
			"worden gecorrigeerd.",
	}, func(v *vraag, l *lezer, b *bericht.NieuweBijlage) domain.Opdracht {
		v.omvang = b.Omvang
		return l.voegBijlageToe(b, v.nieuwOnderdeel())
	})
	toevoegen.doe = voegBijlageToe
	return []*route{
		toevoegen,
		{
			methode: http.MethodGet, status: http.StatusOK, pad: "/dossiers/{dossier}/bijlagen/{onderdeel}/inhoud",
			id: "leesBijlage", groep: groepDossiers, handeling: domain.HandelingRaadplegen,
			parameters: []*parameter{parDossier, parOnderdeel, parDoel, parBeschikbaarOp}, stroom: "application/octet-stream",
			stroomUitleg: "Het bestand, byte voor byte, met het mediatype dat bij opname is herkend. Breekt de verbinding " +
				"af, dan is het niet heel.", doe: leesBijlage, inDelen: true,
			titel: "Haal een bijlage op", uitleg: "Geeft het bestand van een bijlage. Elk stuk wordt nagekeken voor het " +
				"wordt verstuurd; is het niet wat hier is bewaard, dan breekt het antwoord af. Met Range (bytes=van-tot) komt " +
				"een deel; elk gevraagd deel is een raadpleging. Met beschikbaarOp komt ook wat daarna naar een ander dossier " +
				"ging.",
		},
	}
}

func (l *lezer) voegBijlageToe(b *bericht.NieuweBijlage, welk id.Onderdeel) domain.VoegBijlageToe {
	return domain.VoegBijlageToe{ID: welk, Over: b.Over, Geheim: b.Geheim, Bijlage: l.bijlage(nil, b.Bijlage)}
}

func (l *lezer) bijlage(p pad, b bericht.Bijlage) domain.Bijlage {
	uit := domain.Bijlage{
		Naam: l.kerntekst(p.bij("naam"), b.Naam), Soort: b.Soort, Bron: l.bron(p.bij("bron"), b.Bron),
		Datum: ontleed(l, p.bij("datum"), b.Datum, waarde.ParseGedeeltelijkeDatum),
	}
	if b.Opname == nil {
		return uit
	}
	uit.Opname = &domain.Opname{Wijze: b.Opname.Wijze}
	for i, t := range b.Opname.Toestemming {
		waar := p.bij("opname", "toestemming", strconv.Itoa(i), "op")
		voor := domain.ToestemmingVoor{Voor: t.Voor, Op: ontleed(l, waar, t.Op, waarde.ParseDatum)}
		if t.Door != nil {
			voor.Door = *t.Door
		}
		uit.Opname.Toestemming = append(uit.Opname.Toestemming, voor)
	}
	return uit
}

func bijlageUit(b *domain.Bijlage) *bericht.Bijlage {
	uit := &bericht.Bijlage{
		Naam: tekstUit(b.Naam), Soort: b.Soort, Bron: bronUit(b.Bron), Datum: b.Datum.Waarde(),
		Bestand: &bericht.Bestand{Mediatype: b.Bestand.Mediatype, Omvang: b.Bestand.Omvang},
	}
	if b.Opname == nil {
		return uit
	}
	uit.Opname = &bericht.Opname{Wijze: b.Opname.Wijze}
	for _, t := range b.Opname.Toestemming {
		uit.Opname.Toestemming = append(uit.Opname.Toestemming,
			bericht.ToestemmingVoor{Voor: t.Voor, Door: nietNul(t.Door), Op: t.Op.String()})
	}
	return uit
}

func voegBijlageToe(v *vraag) (*antwoord, error) {
	b, ok := v.opdracht.(domain.VoegBijlageToe)
	if !ok || v.bestand == nil {
		return nil, errors.New("api: a bijlage without its file")
	}
	u, err := v.s.Ledger.VoegBijlageToe(v.ctx, ledger.Bijlageopdracht{
		Schrijfopdracht: v.schrijfopdracht(nil), Bijlage: b, Bytes: v.bestand, Omvang: v.omvang, Max: v.s.Grenzen.MaxBijlage,
	})
	if err != nil {
		return nil, v.foutVanBestand(err)
	}
	return v.vastgelegd(u, nil), nil
}

// foutVanBestand says what was wrong with a body that did not come to its end.
func (v *vraag) foutVanBestand(err error) error {
	var teGroot *http.MaxBytesError
	switch {
	case errors.As(err, &teGroot):
		return v.bestandTeGroot()
	case errors.Is(err, errMeerDelen):
		return domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout(codeVorm,
			"Na het bestand komt niets meer.").Onder("bestand")})
	case errors.Is(err, ledger.ErrBestandAfgebroken):
		return domain.Weiger(codeTeTraag, "Het bestand kwam niet (op tijd) heel binnen. Er is niets van bewaard.")
	}
	return err
}

func (v *vraag) bestandTeGroot() error {
	return domain.Weiger(domain.CodeTeGroot,
		fmt.Sprintf("Het bestand is te groot: hoogstens %d bytes.", v.s.Grenzen.MaxBijlage))
}

func leesBijlage(v *vraag) (*antwoord, error) {
	b, err := v.s.Ledger.LeesBijlage(v.ctx, v.grant, v.dossier, v.onderdeel(), v.momenten(), v.verzoek)
	if err != nil {
		return nil, err
	}
	deel, err := bereikVan(v.r, b.Omvang)
	if err != nil {
		b.Close()
		return nil, err
	}
	a := &antwoord{
		soort: string(b.Mediatype),
		koppen: map[string]string{
			"Accept-Ranges":       "bytes",
			"Content-Length":      strconv.FormatInt(b.Omvang, 10),
			"Content-Disposition": `attachment; filename="` + bestandsnaam(b.Onderdeel, b.Mediatype) + `"`,
			// Whatever it turns out to be: a browser that shows it all the same lets it do nothing.
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
		},
		stroom: func(w io.Writer) error {
			defer b.Close()
			return b.Schrijf(v.ctx, opTijd(w, v.uitstel))
		},
	}
	if deel == nil {
		return a, nil
	}
	a.status = http.StatusPartialContent
	a.koppen["Content-Length"], a.koppen["Content-Range"] = strconv.FormatInt(deel.lengte, 10), deel.kop(b.Omvang)
	a.stroom = func(w io.Writer) error {
		defer b.Close()
		return b.SchrijfDeel(v.ctx, opTijd(w, v.uitstel), deel.vanaf, deel.lengte)
	}
	return a, nil
}

// bestandsnaam is a name without personal data: the end of the id is enough to tell files apart.
func bestandsnaam(o id.Onderdeel, m domain.Mediatype) string {
	s := o.String()
	return "bijlage-" + s[len(s)-8:] + "." + m.Extensie()
}
