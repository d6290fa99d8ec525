package client

import (
	"context"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Voorwaarde is how a write is to be done. The zero value asks nothing.
type Voorwaarde struct {
	Sleutel uuid.UUID             // Idempotency-Key: a repeat with the same key gives the first outcome
	Revisie *uint64               // If-Match: the revision that the asker saw
	Concept *bericht.ConceptRegel // the draft that this records, in its version; then without Sleutel

	Aanleiding domain.Aanleiding // why it is recorded; "" for the daily work
}

func (c *Client) schrijf(ctx context.Context, methode, pad string, inhoud any,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return roep[bericht.Vastgelegd](ctx, c, verzoek{methode: methode, pad: pad, inhoud: inhoud, koppen: voorwaarden(v)})
}

// schrijfIn records in a dossier.
func (c *Client) schrijfIn(ctx context.Context, d id.Dossier, pad string, inhoud any,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijf(ctx, http.MethodPost, inDossier(d, pad), inhoud, v)
}

func voorwaarden(v Voorwaarde) map[string]string {
	koppen := map[string]string{}
	if v.Sleutel != uuid.Nil {
		koppen["Idempotency-Key"] = v.Sleutel.String()
	}
	if v.Revisie != nil {
		koppen["If-Match"] = `"` + strconv.FormatUint(*v.Revisie, 10) + `"`
	}
	if v.Concept != nil {
		koppen["Concept"], koppen["Concept-Versie"] = v.Concept.Concept.String(), strconv.FormatUint(v.Concept.Versie, 10)
	}
	if v.Aanleiding != "" {
		koppen["Aanleiding"] = string(v.Aanleiding)
	}
	return koppen
}

// Open opens a dossier.
func (c *Client) Open(ctx context.Context, n bericht.NieuwDossier, v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijf(ctx, http.MethodPost, "/dossiers", n, v)
}

// VoegBetrokkeneToe adds a person.
func (c *Client) VoegBetrokkeneToe(ctx context.Context, d id.Dossier, n bericht.NieuweBetrokkene,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/betrokkenen", n, v)
}

// LegContactVast records contact data.
func (c *Client) LegContactVast(ctx context.Context, d id.Dossier, b id.Betrokkene, n bericht.NieuwContact,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/betrokkenen/"+b.String()+"/contactgegevens", n, v)
}

// LegRelatieVast records a relation.
func (c *Client) LegRelatieVast(ctx context.Context, d id.Dossier, n bericht.NieuweRelatie,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/relaties", n, v)
}

// OntvangMelding records a further melding.
func (c *Client) OntvangMelding(ctx context.Context, d id.Dossier, n bericht.NieuweMelding,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/meldingen", n, v)
}

// KwalificeerMelding says what a melding is.
func (c *Client) KwalificeerMelding(ctx context.Context, d id.Dossier, m id.Onderdeel, n bericht.NieuweKwalificatie,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/meldingen/"+m.String()+"/kwalificaties", n, v)
}

// WijsToe assigns a dossier.
func (c *Client) WijsToe(ctx context.Context, d id.Dossier, n bericht.NieuweToewijzing,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/toewijzingen", n, v)
}

// DraagOver hands a dossier over.
func (c *Client) DraagOver(ctx context.Context, d id.Dossier, n bericht.OvergedragenToewijzing,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/overgedragen-toewijzingen", n, v)
}

// EindigToewijzing ends an assignment.
func (c *Client) EindigToewijzing(ctx context.Context, d id.Dossier, n bericht.BeeindigdeToewijzing,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/beeindigde-toewijzingen", n, v)
}

// LegGegevenVast records a gegeven.
func (c *Client) LegGegevenVast(ctx context.Context, d id.Dossier, n bericht.NieuwGegeven,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/gegevens", n, v)
}

// LegVerslagVast records a verslag: one running text with what is marked in it.
func (c *Client) LegVerslagVast(ctx context.Context, d id.Dossier, n bericht.NieuwVerslag,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/verslagen", n, v)
}

// VulVerslagAan adds text to a verslag.
func (c *Client) VulVerslagAan(ctx context.Context, d id.Dossier, verslag id.Onderdeel, n bericht.NieuwePassages,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+verslag.String()+"/passages", n, v)
}

// MarkeerPassage parts a passage.
func (c *Client) MarkeerPassage(ctx context.Context, d id.Dossier, passage id.Onderdeel, n bericht.NieuweMarkeringen,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+passage.String()+"/markeringen", n, v)
}

// LegAccorderingVast records that an informant's approval of an onderdeel was asked, given or refused.
func (c *Client) LegAccorderingVast(ctx context.Context, d id.Dossier, o id.Onderdeel, n bericht.NieuweAccordering,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+o.String()+"/accorderingen", n, v)
}

// LegTellingVast records what is counted of a melding.
func (c *Client) LegTellingVast(ctx context.Context, d id.Dossier, melding id.Onderdeel, n bericht.NieuweTelling,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/meldingen/"+melding.String()+"/tellingen", n, v)
}

// LegMededelingVast records that a betrokkene was told that data were recorded, or why not.
func (c *Client) LegMededelingVast(ctx context.Context, d id.Dossier, wie id.Betrokkene, n bericht.NieuweMededeling,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/betrokkenen/"+wie.String()+"/mededelingen", n, v)
}

// LegWederhoorVast records hoor en wederhoor.
func (c *Client) LegWederhoorVast(ctx context.Context, d id.Dossier, n bericht.NieuwWederhoor,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/wederhoren", n, v)
}

// VoegVerklaringToe adds an eigen verklaring.
func (c *Client) VoegVerklaringToe(ctx context.Context, d id.Dossier, n bericht.NieuweVerklaring,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/eigen-verklaringen", n, v)
}

// Verstrek records a disclosure.
func (c *Client) Verstrek(ctx context.Context, d id.Dossier, n bericht.NieuweVerstrekking,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/verstrekkingen", n, v)
}

// VraagInformatie asks somebody outside for information.
func (c *Client) VraagInformatie(ctx context.Context, d id.Dossier, n bericht.NieuwInformatieverzoek,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/informatieverzoeken", n, v)
}

// LegAntwoordVast records what came of a request for information.
func (c *Client) LegAntwoordVast(ctx context.Context, d id.Dossier, verzoek id.Onderdeel,
	n bericht.NieuwInformatieantwoord, v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/informatieverzoeken/"+verzoek.String()+"/antwoorden", n, v)
}

// Corrigeer corrects an onderdeel.
func (c *Client) Corrigeer(ctx context.Context, d id.Dossier, o id.Onderdeel, n bericht.NieuweCorrectie,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+o.String()+"/correcties", n, v)
}

// Herstel puts right one's own typing error in an onderdeel.
func (c *Client) Herstel(ctx context.Context, d id.Dossier, o id.Onderdeel, n bericht.NieuwHerstel,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+o.String()+"/herstellingen", n, v)
}

// Koppel adds a person to whom an onderdeel concerns.
func (c *Client) Koppel(ctx context.Context, d id.Dossier, o id.Onderdeel, b id.Betrokkene,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+o.String()+"/betrokkenen", bericht.Koppeling{Betrokkene: b}, v)
}

// Ontkoppel takes a person off an onderdeel. It takes no Idempotency-Key.
func (c *Client) Ontkoppel(ctx context.Context, d id.Dossier, o id.Onderdeel, b id.Betrokkene,
	revisie *uint64) (*bericht.Vastgelegd, error) {
	return c.schrijf(ctx, http.MethodDelete, inDossier(d, "/onderdelen/"+o.String()+"/betrokkenen/"+b.String()), nil,
		Voorwaarde{Revisie: revisie})
}

// Herkoppel puts a contactgegeven with somebody else, or a relatie between others.
func (c *Client) Herkoppel(ctx context.Context, d id.Dossier, o id.Onderdeel, n bericht.Herkoppeling,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/onderdelen/"+o.String()+"/herkoppelingen", n, v)
}

// BrengOver takes onderdelen, or the whole dossier, to another.
func (c *Client) BrengOver(ctx context.Context, d id.Dossier, n bericht.NieuweOverbrenging,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/overbrengingen", n, v)
}

// VoegSamen joins two betrokkenen who are one human.
func (c *Client) VoegSamen(ctx context.Context, d id.Dossier, n bericht.NieuweSamenvoeging,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/samenvoegingen", n, v)
}

// Scheid parts two betrokkenen who were joined.
func (c *Client) Scheid(ctx context.Context, d id.Dossier, n bericht.NieuweScheiding,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/scheidingen", n, v)
}

// WijzigFase begins a phase.
func (c *Client) WijzigFase(ctx context.Context, d id.Dossier, n bericht.NieuweFase,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/fasen", n, v)
}

// OpenPunt opens a punt, or hands one over.
func (c *Client) OpenPunt(ctx context.Context, d id.Dossier, n bericht.NieuwPunt,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/openstaande-punten", n, v)
}

// DoePuntAf ends a punt.
func (c *Client) DoePuntAf(ctx context.Context, d id.Dossier, n bericht.AfgedaanPunt,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/afgedane-punten", n, v)
}

// Sluit closes a dossier.
func (c *Client) Sluit(ctx context.Context, d id.Dossier, n bericht.NieuweSluiting,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/sluitingen", n, v)
}

// Heropen opens a closed dossier.
func (c *Client) Heropen(ctx context.Context, d id.Dossier, n bericht.NieuwBesluit,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/heropeningen", n, v)
}

// StelBeperkingIn holds onderdelen, or the whole dossier, as they are.
func (c *Client) StelBeperkingIn(ctx context.Context, d id.Dossier, n bericht.NieuweBeperking,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/beperkingen", n, v)
}

// HefBeperkingOp ends a beperking.
func (c *Client) HefBeperkingOp(ctx context.Context, d id.Dossier, beperking id.Onderdeel, n bericht.NieuwBesluit,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/beperkingen/"+beperking.String()+"/opheffingen", n, v)
}

// BesluitVernietiging decides to destroy.
func (c *Client) BesluitVernietiging(ctx context.Context, d id.Dossier, n bericht.NieuweVernietiging,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/vernietigingen", n, v)
}

// KeurVernietigingGoed approves another's besluit, and destroys.
func (c *Client) KeurVernietigingGoed(ctx context.Context, d id.Dossier, x id.Vernietiging,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/vernietigingen/"+x.String()+"/goedkeuringen", nil, v)
}

// TrekVernietigingIn ends a vernietiging that was not approved.
func (c *Client) TrekVernietigingIn(ctx context.Context, d id.Dossier, x id.Vernietiging, n bericht.NieuwBesluit,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	return c.schrijfIn(ctx, d, "/vernietigingen/"+x.String()+"/intrekkingen", n, v)
}
