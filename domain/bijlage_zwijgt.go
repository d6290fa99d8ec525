package domain

import (
	"fmt"
	"log/slog"
)

// What is said of bijlagen prints as [besloten], as all content does (zwijgen.go).

func (Bijlage) Format(s fmt.State, _ rune)         { zwijg(s) }
func (Bestandsinhoud) Format(s fmt.State, _ rune)  { zwijg(s) }
func (Opname) Format(s fmt.State, _ rune)          { zwijg(s) }
func (ToestemmingVoor) Format(s fmt.State, _ rune) { zwijg(s) }
func (VoegBijlageToe) Format(s fmt.State, _ rune)  { zwijg(s) }

func (Bijlage) LogValue() slog.Value         { return verzwegen }
func (Bestandsinhoud) LogValue() slog.Value  { return verzwegen }
func (Opname) LogValue() slog.Value          { return verzwegen }
func (ToestemmingVoor) LogValue() slog.Value { return verzwegen }
func (VoegBijlageToe) LogValue() slog.Value  { return verzwegen }
