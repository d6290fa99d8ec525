package dutch

import (
	"strconv"
	"time"

	"github.com/spf13/pflag"
)

// helpWidth is how wide help is, in characters.
const helpWidth = 110

// typeWords are what the value of a flag is called that has no name of its own between backquotes.
var typeWords = map[string]string{"string": "tekst", "int": "getal", "int64": "getal", "uint64": "getal",
	"duration": "duur", "stringSlice": "lijst", "stringArray": "lijst"}

// flags says of each flag what it is for and what it is by itself.
func flags(of *pflag.FlagSet) string {
	shown := pflag.NewFlagSet("", pflag.ContinueOnError)
	shown.SortFlags = of.SortFlags
	of.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		copied := *f
		if d := ownValue(f); d != "" {
			copied.Usage += " (standaard " + d + ")"
		}
		copied.DefValue, copied.Value = "", typed{f.Value}
		shown.AddFlag(&copied)
	})
	return shown.FlagUsagesWrapped(helpWidth)
}

// ownValue is what a flag is by itself; "" where that goes without saying.
func ownValue(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "0s", "false", "[]":
		return ""
	}
	if d, err := time.ParseDuration(f.DefValue); err == nil && f.Value.Type() == "duration" {
		return Duration(d)
	}
	return f.DefValue
}

// typed is the value of a flag whose type has a Dutch name.
type typed struct{ pflag.Value }

func (t typed) Type() string {
	if w, ok := typeWords[t.Value.Type()]; ok {
		return w
	}
	return t.Value.Type()
}

// Duration writes how long something lasts, to the second: "12 uur", "1 uur en 30 minuten".
func Duration(d time.Duration) string {
	said := ""
	for _, unit := range []struct {
		size      time.Duration
		one, many string
	}{{time.Hour, "uur", "uur"}, {time.Minute, "minuut", "minuten"}, {time.Second, "seconde", "seconden"}} {
		n := int64(d / unit.size)
		if n == 0 && (said != "" || unit.size != time.Second) {
			continue
		}
		d -= time.Duration(n) * unit.size
		if said != "" {
			said += " en "
		}
		word := unit.many
		if n == 1 {
			word = unit.one
		}
		said += strconv.FormatInt(n, 10) + " " + word
	}
	return said
}
