package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// replay shows what happened to a dossier in the order in which it did. It remembers what it passed, so that an event
// can name persons and earlier wordings as they were then.
type replay struct {
	*page
	names    names
	before   *bericht.Moment // the event before, nil at the first
	known    map[id.Onderdeel]known
	extents  map[id.Vernietiging]bericht.Omvang
	ends     map[id.Vernietiging]string      // what carrying out does, of those that nobody decided on as such
	passages map[id.Onderdeel][]id.Onderdeel // of a verslag, in order
	verslag  map[id.Onderdeel]id.Onderdeel   // of a passage
}

// known is what was passed of an onderdeel.
type known struct {
	kind     domain.InhoudSoort
	revision uint64                // of its last wording
	wording  *bericht.NieuweInhoud // nil where it is not shown
	whose    *id.Betrokkene        // of an identiteit or a contactgegeven
	note     bool                  // it is a werkaantekening
}

func newReplay(p *page) *replay {
	return &replay{page: p, names: names{}, known: map[id.Onderdeel]known{},
		extents: map[id.Vernietiging]bericht.Omvang{}, ends: map[id.Vernietiging]string{},
		passages: map[id.Onderdeel][]id.Onderdeel{}, verslag: map[id.Onderdeel]id.Onderdeel{}}
}

func showTimeline(p *page, t *bericht.Tijdlijn) error {
	p.line(0, span{heading, "Dossier " + t.Dossier.String()})
	r := newReplay(p)
	for i := 0; i < len(t.Momenten); {
		begin := &t.Momenten[i]
		switch begin.Soort {
		case domain.SoortVerslagVastgelegd, domain.SoortVerslagAangevuld, domain.SoortPassageGemarkeerd:
			i += r.report(t.Momenten[i:])
		default:
			r.event(begin)
			i++
		}
		for i < len(t.Momenten) && isPoint(&t.Momenten[i]) && sameAppend(begin, &t.Momenten[i]) {
			r.point(&t.Momenten[i])
			i++
		}
	}
	if len(t.Momenten) == 0 {
		p.line(0, text("Er was toen nog niets vastgelegd."))
	}
	return p.err
}

// event shows one event as a block.
func (r *replay) event(m *bericht.Moment) {
	next := wording(m.Inhoud)
	if b := m.Feit.Betrokkene; begins(m) == domain.SoortBetrokkeneToegevoegd && b != nil && next != nil &&
		next.Identiteit != nil {
		if _, named := r.names[*b]; !named { // what another dossier called somebody does not change that here
			r.names.learn(*b, next.Identiteit)
		}
	}
	if m.Feit.Vernietiging != nil && m.Feit.Omvang != nil {
		r.extents[*m.Feit.Vernietiging] = *m.Feit.Omvang
	}
	r.begin(m)
	r.head(m)
	r.held(m)
	r.content(m, next)
	for _, u := range m.Feit.Uitkomsten {
		r.outcome(u)
	}
	r.follow(m)
	r.remember(m, next)
	r.before = m
}

// begin keeps what a vernietiging ends that came with another decision.
func (r *replay) begin(m *bericht.Moment) {
	if m.Feit.Vernietiging == nil {
		return
	}
	switch m.Soort {
	case domain.SoortOverbrengingVoltooid:
		r.ends[*m.Feit.Vernietiging] = "vernietigde hier wat naar het andere dossier ging"
		if len(m.Feit.Vertrokken) == 0 && !m.Feit.Geheel {
			r.ends[*m.Feit.Vernietiging] = "hoefde hier niets te vernietigen: alles bleef ook hier"
		}
	case domain.SoortBetrokkeneOntkoppeld:
		r.ends[*m.Feit.Vernietiging] = "rondde het ontkoppelen van " + r.person(m) + " van " + r.subject(m) + " af"
	}
}

// head says when, who and what.
func (r *replay) head(m *bericht.Moment) {
	r.blank()
	r.line(0, span{heading, weekday(m.Door.VastgelegdOp)},
		span{faint, fmt.Sprintf("  revisie %d · doel %s", m.Revisie, words(m.Door.Doel))})
	r.hang(2, 4, span{actor, by(m.Door)}, text(" "+sentence(r, m)), text("."))
	if m.Gat != nil {
		r.line(4, gapSpan(m.Gat))
	}
}

// content shows what an event holds: of a changed onderdeel what the change is, of anything else all of it.
func (r *replay) content(m *bericht.Moment, next *bericht.NieuweInhoud) {
	if m.Inhoud == nil {
		return
	}
	for _, f := range r.names.contentFields(m.Inhoud, r.reference) {
		r.field(4, f.label, f.value...)
	}
	if next == nil || next == &m.Inhoud.NieuweInhoud {
		return
	}
	var old *bericht.NieuweInhoud
	if m.Onderdeel != nil {
		old = r.known[*m.Onderdeel].wording
	}
	if old == nil {
		r.line(4, span{faint, "wat het was, is niet meer te zien; het werd:"})
		for _, f := range r.names.wordingFields(next) {
			r.field(6, f.label, append([]span{{added, "+ "}}, f.value...)...)
		}
		return
	}
	for _, c := range changes(old, next) {
		showChange(r.page, 4, r.names, c)
	}
}

// outcome shows what was decided for one onderdeel.
func (r *replay) outcome(u bericht.UitkomstPer) {
	value := words(string(u.Uitkomst))
	if u.Belang != nil {
		value += ", in het belang van " + r.names.of(*u.Belang)
	}
	r.field(4, "uitkomst", text(r.reference(u.Onderdeel)+": "+value))
}

// begins is what an event is: of one that was taken over, what that one was.
func begins(m *bericht.Moment) domain.Soort {
	if o := m.Feit.Overgenomen; o != nil {
		return o.Soort
	}
	return m.Soort
}

// remember keeps what later events refer to.
func (r *replay) remember(m *bericht.Moment, next *bericht.NieuweInhoud) {
	if m.Onderdeel == nil {
		return
	}
	k := r.known[*m.Onderdeel]
	soort := begins(m)
	switch soort {
	case domain.SoortCorrectieToegepast:
		if w := m.Feit.Wijze; w != domain.WijzeVerbeteren && w != domain.WijzeAanvullen {
			return // no new wording
		}
	case domain.SoortOnderdeelHersteld:
	case domain.SoortOnderdeelHerschreven:
		return // takes its place once approved
	case domain.SoortGegevenIngedeeld:
		k.note = m.Feit.Rubriek == domain.RubriekWerkaantekening
		r.known[*m.Onderdeel] = k
		return
	case domain.SoortBetrokkeneGekoppeld, domain.SoortBetrokkeneOntkoppeld, domain.SoortVernietigingBesloten,
		domain.SoortVerslagAangevuld, domain.SoortPassageGemarkeerd:
		return
	default:
		k.kind, k.whose, k.note = kindOf[soort], m.Feit.Betrokkene, m.Feit.Rubriek == domain.RubriekWerkaantekening
	}
	k.revision, k.wording = m.Revisie, next
	r.known[*m.Onderdeel] = k
	own := k.whose != nil && *m.Onderdeel == id.OnderdeelVan(*k.whose) // and not what another dossier called this person
	if k.kind == domain.InhoudIdentiteit && own && next != nil && next.Identiteit != nil {
		r.names.learn(*k.whose, next.Identiteit)
	}
}

// kindOf says what kind of onderdeel an event begins. A test holds it against the kinds of events.
var kindOf = map[domain.Soort]domain.InhoudSoort{
	domain.SoortDossierGeopend:         domain.InhoudOpening,
	domain.SoortBetrokkeneToegevoegd:   domain.InhoudIdentiteit,
	domain.SoortBijlageToegevoegd:      domain.InhoudBijlage,
	domain.SoortContactVastgelegd:      domain.InhoudContact,
	domain.SoortRelatieVastgelegd:      domain.InhoudRelatie,
	domain.SoortMeldingOntvangen:       domain.InhoudMelding,
	domain.SoortGegevenVastgelegd:      domain.InhoudGegeven,
	domain.SoortVerslagVastgelegd:      domain.InhoudVerslag,
	domain.SoortPassageVastgelegd:      domain.InhoudPassage,
	domain.SoortVerklaringToegevoegd:   domain.InhoudVerklaring,
	domain.SoortVerstrekkingGedaan:     domain.InhoudVerstrekking,
	domain.SoortFaseGewijzigd:          domain.InhoudBesluit,
	domain.SoortToewijzingOvergedragen: domain.InhoudBesluit,
	domain.SoortMeldingGekwalificeerd:  domain.InhoudBesluit,
	domain.SoortDossierGesloten:        domain.InhoudBesluit,
	domain.SoortDossierHeropend:        domain.InhoudBesluit,
	domain.SoortBeperkingIngesteld:     domain.InhoudBesluit,
	domain.SoortBeperkingOpgeheven:     domain.InhoudBesluit,
	domain.SoortAccorderingVastgelegd:  domain.InhoudAccordering,
	domain.SoortWederhoorVastgelegd:    domain.InhoudWederhoor,

	domain.SoortInformatieGevraagd:   domain.InhoudInformatieverzoek,
	domain.SoortInformatieBeantwoord: domain.InhoudInformatieantwoord,
	domain.SoortOverbrengingBesloten: domain.InhoudBesluit,

	domain.SoortMededelingVastgelegd:    domain.InhoudMededeling,
	domain.SoortTellingVastgelegd:       domain.InhoudTelling,
	domain.SoortBetrokkenenSamengevoegd: domain.InhoudBesluit,
	domain.SoortBetrokkenenGescheiden:   domain.InhoudBesluit,
}

func (r *replay) references(which []id.Onderdeel) []string {
	refs := make([]string, len(which))
	for i, o := range which {
		refs[i] = r.reference(o)
	}
	return refs
}

// reference names an onderdeel that was passed.
func (r *replay) reference(which id.Onderdeel) string {
	k, ok := r.known[which]
	switch {
	case !ok:
		return "onderdeel " + tail(which.String())
	case k.kind == domain.InhoudPassage:
		return r.passageReference(which, k)
	case k.kind == domain.InhoudIdentiteit && k.whose != nil:
		return fmt.Sprintf("de identiteit van %s (revisie %d)", r.names.of(*k.whose), k.revision)
	case k.whose != nil:
		return fmt.Sprintf("%s van %s (revisie %d)", r.kind(k), r.names.of(*k.whose), k.revision)
	}
	return fmt.Sprintf("%s van revisie %d", r.kind(k), k.revision)
}

func (r *replay) kind(k known) string {
	if k.note {
		return "de werkaantekening"
	}
	return theKind(k.kind)
}
