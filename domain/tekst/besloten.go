package tekst

import (
	"fmt"
	"io"
	"log/slog"
)

const besloten = "[besloten]"

func schrijfBesloten(w fmt.State) { _, _ = io.WriteString(w, besloten) }

// String gives nothing away.
func (Tekst) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Tekst) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Tekst) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (Sjabloon) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Sjabloon) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Sjabloon) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (Vermelding) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Vermelding) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Vermelding) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (Lezing) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Lezing) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Lezing) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (Stuk) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Stuk) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Stuk) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (Bekende) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (Bekende) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (Bekende) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (*Zoeker) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (*Zoeker) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (*Zoeker) LogValue() slog.Value { return slog.StringValue(besloten) }

// String gives nothing away.
func (*Geheimzoeker) String() string { return besloten }

// Format gives nothing away, whatever the verb.
func (*Geheimzoeker) Format(w fmt.State, _ rune) { schrijfBesloten(w) }

// LogValue gives nothing away.
func (*Geheimzoeker) LogValue() slog.Value { return slog.StringValue(besloten) }
