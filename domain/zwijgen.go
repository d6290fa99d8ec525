package domain

import (
	"fmt"
	"io"
	"log/slog"
)

// What is sealed in the log must not stand in another one. Content and the commands that bring it print "[besloten]",
// as a whole and whatever the verb. TestNietsLektInLogs ranges over all of them and names the one that was forgotten.
//
// A command may bring a name in any field until it is checked, so it prints nothing either.
//
// Encoding content as JSON is how it is sealed and shown, so that is not refused: what logs JSON must log by slog,
// which asks LogValue first, and not something else that has content inside.

const besloten = "[besloten]"

var verzwegen = slog.StringValue(besloten)

func zwijg(s fmt.State) { _, _ = io.WriteString(s, besloten) }

func (Opening) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Identiteit) Format(s fmt.State, _ rune)    { zwijg(s) }
func (Contact) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Relatie) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Melding) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Bron) Format(s fmt.State, _ rune)          { zwijg(s) }
func (Gegeven) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Verklaring) Format(s fmt.State, _ rune)    { zwijg(s) }
func (Verstrekking) Format(s fmt.State, _ rune)  { zwijg(s) }
func (Besluit) Format(s fmt.State, _ rune)       { zwijg(s) }
func (BevindingOver) Format(s fmt.State, _ rune) { zwijg(s) }
func (Correctie) Format(s fmt.State, _ rune)     { zwijg(s) }
func (Vernietiging) Format(s fmt.State, _ rune)  { zwijg(s) }
func (Behoud) Format(s fmt.State, _ rune)        { zwijg(s) }
func (Herschrijving) Format(s fmt.State, _ rune) { zwijg(s) }
func (Verslag) Format(s fmt.State, _ rune)       { zwijg(s) }
func (Aanwezige) Format(s fmt.State, _ rune)     { zwijg(s) }
func (Passage) Format(s fmt.State, _ rune)       { zwijg(s) }

func (Opening) LogValue() slog.Value       { return verzwegen }
func (Identiteit) LogValue() slog.Value    { return verzwegen }
func (Contact) LogValue() slog.Value       { return verzwegen }
func (Relatie) LogValue() slog.Value       { return verzwegen }
func (Melding) LogValue() slog.Value       { return verzwegen }
func (Bron) LogValue() slog.Value          { return verzwegen }
func (Gegeven) LogValue() slog.Value       { return verzwegen }
func (Verklaring) LogValue() slog.Value    { return verzwegen }
func (Verstrekking) LogValue() slog.Value  { return verzwegen }
func (Besluit) LogValue() slog.Value       { return verzwegen }
func (BevindingOver) LogValue() slog.Value { return verzwegen }
func (Correctie) LogValue() slog.Value     { return verzwegen }
func (Vernietiging) LogValue() slog.Value  { return verzwegen }
func (Behoud) LogValue() slog.Value        { return verzwegen }
func (Herschrijving) LogValue() slog.Value { return verzwegen }
func (Verslag) LogValue() slog.Value       { return verzwegen }
func (Aanwezige) LogValue() slog.Value     { return verzwegen }
func (Passage) LogValue() slog.Value       { return verzwegen }

func (OpenDossier) Format(s fmt.State, _ rune)         { zwijg(s) }
func (NieuweBetrokkene) Format(s fmt.State, _ rune)    { zwijg(s) }
func (NieuwContact) Format(s fmt.State, _ rune)        { zwijg(s) }
func (LegRelatieVast) Format(s fmt.State, _ rune)      { zwijg(s) }
func (NieuweMelding) Format(s fmt.State, _ rune)       { zwijg(s) }
func (LegGegevenVast) Format(s fmt.State, _ rune)      { zwijg(s) }
func (Corrigeer) Format(s fmt.State, _ rune)           { zwijg(s) }
func (VoegVerklaringToe) Format(s fmt.State, _ rune)   { zwijg(s) }
func (Verstrek) Format(s fmt.State, _ rune)            { zwijg(s) }
func (WijzigFase) Format(s fmt.State, _ rune)          { zwijg(s) }
func (Sluit) Format(s fmt.State, _ rune)               { zwijg(s) }
func (Heropen) Format(s fmt.State, _ rune)             { zwijg(s) }
func (BesluitVernietiging) Format(s fmt.State, _ rune) { zwijg(s) }
func (Keuze) Format(s fmt.State, _ rune)               { zwijg(s) }
func (TrekVernietigingIn) Format(s fmt.State, _ rune)  { zwijg(s) }
func (LegVerslagVast) Format(s fmt.State, _ rune)      { zwijg(s) }
func (VulVerslagAan) Format(s fmt.State, _ rune)       { zwijg(s) }
func (MarkeerPassage) Format(s fmt.State, _ rune)      { zwijg(s) }
func (NieuwePassage) Format(s fmt.State, _ rune)       { zwijg(s) }
func (PassageMarkering) Format(s fmt.State, _ rune)    { zwijg(s) }
func (BrengOver) Format(s fmt.State, _ rune)           { zwijg(s) }
func (NeemOver) Format(s fmt.State, _ rune)            { zwijg(s) }

func (OpenDossier) LogValue() slog.Value         { return verzwegen }
func (NieuweBetrokkene) LogValue() slog.Value    { return verzwegen }
func (NieuwContact) LogValue() slog.Value        { return verzwegen }
func (LegRelatieVast) LogValue() slog.Value      { return verzwegen }
func (NieuweMelding) LogValue() slog.Value       { return verzwegen }
func (LegGegevenVast) LogValue() slog.Value      { return verzwegen }
func (Corrigeer) LogValue() slog.Value           { return verzwegen }
func (VoegVerklaringToe) LogValue() slog.Value   { return verzwegen }
func (Verstrek) LogValue() slog.Value            { return verzwegen }
func (WijzigFase) LogValue() slog.Value          { return verzwegen }
func (Sluit) LogValue() slog.Value               { return verzwegen }
func (Heropen) LogValue() slog.Value             { return verzwegen }
func (BesluitVernietiging) LogValue() slog.Value { return verzwegen }
func (Keuze) LogValue() slog.Value               { return verzwegen }
func (TrekVernietigingIn) LogValue() slog.Value  { return verzwegen }
func (LegVerslagVast) LogValue() slog.Value      { return verzwegen }
func (VulVerslagAan) LogValue() slog.Value       { return verzwegen }
func (MarkeerPassage) LogValue() slog.Value      { return verzwegen }
func (NieuwePassage) LogValue() slog.Value       { return verzwegen }
func (PassageMarkering) LogValue() slog.Value    { return verzwegen }

func (Informatieverzoek) Format(s fmt.State, _ rune)  { zwijg(s) }
func (Informatieantwoord) Format(s fmt.State, _ rune) { zwijg(s) }
func (VraagInformatie) Format(s fmt.State, _ rune)    { zwijg(s) }
func (LegAntwoordVast) Format(s fmt.State, _ rune)    { zwijg(s) }
func (VeiligContact) Format(s fmt.State, _ rune)      { zwijg(s) }

func (Informatieverzoek) LogValue() slog.Value  { return verzwegen }
func (Informatieantwoord) LogValue() slog.Value { return verzwegen }
func (VraagInformatie) LogValue() slog.Value    { return verzwegen }
func (LegAntwoordVast) LogValue() slog.Value    { return verzwegen }
func (VeiligContact) LogValue() slog.Value      { return verzwegen }
func (BrengOver) LogValue() slog.Value          { return verzwegen }
func (NeemOver) LogValue() slog.Value           { return verzwegen }
