package bericht

import "dossierboek/domain/id"

// NieuweSamenvoeging says that two betrokkenen are one human.
type NieuweSamenvoeging struct {
	Blijft  id.Betrokkene `json:"blijft" doc:"Onder wie deze mens verder wordt vastgelegd." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Vervalt id.Betrokkene `json:"vervalt" doc:"Wie dezelfde blijkt te zijn." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Besluit
}

// NieuweScheiding says that somebody who was joined is somebody else after all.
type NieuweScheiding struct {
	Vervallen id.Betrokkene `json:"vervallen" doc:"Wie in een ander was opgegaan en toch een ander mens is." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Besluit
}
