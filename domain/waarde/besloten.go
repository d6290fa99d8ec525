package waarde

import (
	"fmt"
	"io"
	"log/slog"
)

// besloten is what a value about a person prints as.
const besloten = "[besloten]"

// schrijfBesloten answers every verb and flag of fmt alike, so that %#v, %d or %x give nothing away either.
func schrijfBesloten(w fmt.State) { _, _ = io.WriteString(w, besloten) }

// String gives no number away.
func (BSN) String() string { return besloten }

// Format gives no number away, whatever the verb.
func (BSN) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no number away.
func (BSN) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no postcode away.
func (Postcode) String() string { return besloten }

// Format gives no postcode away, whatever the verb.
func (Postcode) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no postcode away.
func (Postcode) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no address away.
func (Adres) String() string { return besloten }

// Format gives no address away, whatever the verb.
func (Adres) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no address away.
func (Adres) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no birth date away.
func (GedeeltelijkeDatum) String() string { return besloten }

// Format gives no birth date away, whatever the verb.
func (GedeeltelijkeDatum) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no birth date away.
func (GedeeltelijkeDatum) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no number away.
func (Telefoon) String() string { return besloten }

// Format gives no number away, whatever the verb.
func (Telefoon) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no number away.
func (Telefoon) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no address away.
func (Email) String() string { return besloten }

// Format gives no address away, whatever the verb.
func (Email) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no address away.
func (Email) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives no name away.
func (Naam) String() string { return besloten }

// Format gives no name away, whatever the verb.
func (Naam) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives no name away.
func (Naam) LogValue() slog.Value { return slog.StringValue(besloten) }
