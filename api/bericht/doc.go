// Package bericht holds the messages of the API: what goes in and what comes out, as Go types. The OpenAPI document is
// made from these types (fields, documentation and examples stand in their tags), the server decodes into them and the
// client decodes from them, so that the three cannot drift.
//
// The types know no rules. A BSN or a date is a string here; package api makes values of them and collects every
// fault. Closed lists are those of package domain. All examples are fictional; BSNs in them are test numbers that were
// never issued.
package bericht
