package domain

import "testing"

func behandelaar(m Medewerker) Toegewezene { return Toegewezene{Medewerker: m, Rol: "behandelaar"} }

// A dossier is assigned, handed over with its agenda, and taken back; closed it still has somebody.
func TestToewijzing(t *testing.T) {
	p := openProef(t, 1) // the melding has two punten, of m-1
	dienst := Toegewezene{Medewerker: "m-9", Rol: "dienst"}
	p.moet(t, WijsToe{behandelaar("m-1")})
	p.moet(t, WijsToe{Toegewezene{Team: "team-zuid", Rol: "behandelaar"}})
	p.moet(t, DraagOver{ID: stuk(2), VanWie: behandelaar("m-1"), Wie: dienst, Besluit: besluit()})
	for _, x := range p.d.Onderdelen[stuk(1)].OpenPunten() {
		if x.Eigenaar != "m-9" {
			t.Errorf("%s is of %s", x.Soort, x.Eigenaar)
		}
	}
	p.moet(t, WijsToe{behandelaar("m-9")})
	p.moet(t, DraagOver{ID: stuk(3), VanWie: dienst, Wie: behandelaar("m-1"), Besluit: besluit()})
	if x := p.d.Onderdelen[stuk(1)].OpenPunten()[0]; x.Eigenaar != "m-9" {
		t.Error("the agenda of somebody with another rol in the dossier goes along")
	}
	p.moet(t, Sluit{ID: stuk(4), Besluit: besluit()})
	p.moet(t, EindigToewijzing{behandelaar("m-9")})
	var got []string
	for _, x := range p.d.Toewijzingen {
		got = append(got, string(x.Medewerker)+string(x.Team)+" "+string(x.Rol))
	}
	gelijk(t, "assigned", got, "team-zuid behandelaar", "m-1 behandelaar")
	for _, g := range []struct {
		wat  Opdracht
		code Code
	}{
		{WijsToe{behandelaar("m-1")}, CodeStand},
		{EindigToewijzing{behandelaar("m-7")}, CodeStand},
		{DraagOver{ID: stuk(5), VanWie: behandelaar("m-7"), Wie: dienst, Besluit: besluit()}, CodeStand},
		{DraagOver{ID: stuk(5), VanWie: behandelaar("m-1"), Wie: behandelaar("m-1"), Besluit: besluit()}, CodeStand},
		{DraagOver{ID: stuk(5), VanWie: behandelaar("m-1"), Wie: dienst}, CodeOngeldig},
		{WijsToe{Toegewezene{Medewerker: "m-1", Team: "team-zuid", Rol: "behandelaar"}}, CodeOngeldig},
		{WijsToe{Toegewezene{Rol: "behandelaar"}}, CodeOngeldig},
		{WijsToe{Toegewezene{Team: "Jan de Vries", Rol: "behandelaar"}}, CodeOngeldig},
		{WijsToe{Toegewezene{Medewerker: "m-1", Rol: "baas"}}, CodeOngeldig},
	} {
		if err := p.doet(g.wat); code(err) != g.code {
			t.Errorf("%T: %v, not %s", g.wat, err, g.code)
		}
	}
}
