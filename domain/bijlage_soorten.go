package domain

import (
	"maps"
	"slices"
)

type (
	BijlageSoort string // what a bijlage is
	OpnameWijze  string // how sound or images came to be
	Mediatype    string // what the bytes of a file are (RFC 6838)
)

const (
	BijlageFoto  BijlageSoort = "foto"
	BijlageAudio BijlageSoort = "audio"
	BijlageVideo BijlageSoort = "video"

	OpnameOpenlijk  OpnameWijze = "openlijk"
	OpnameHeimelijk OpnameWijze = "heimelijk" // asked for by name, so that it is refused and not left out
)

var (
	// BijlageSoorten: foto, audio and video are those of ZOB-22; a photographed letter is a brief.
	BijlageSoorten = []BijlageSoort{"brief", "verslag", "formulier", "tekening", BijlageFoto, BijlageAudio, BijlageVideo,
		"anders"}
	OpnameWijzen = []OpnameWijze{OpnameOpenlijk, OpnameHeimelijk}

	opnamen = []BijlageSoort{BijlageFoto, BijlageAudio, BijlageVideo}
)

// mediatype is what may be done with files of a type.
type mediatype struct {
	extensie string       // of a file that is fetched
	opname   BijlageSoort // what a file of this type always is; "" where that depends
	beeld    bool         // it can be a foto
}

// mediatypen are the types of files that a dossier takes. What can run, or can hold what can (programs, HTML, SVG,
// archives), is not among them.
var mediatypen = map[Mediatype]mediatype{
	"application/pdf": {extensie: "pdf"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": {extensie: "docx"},
	"application/vnd.oasis.opendocument.text":                                 {extensie: "odt"},
	"text/plain":      {extensie: "txt"},
	"image/jpeg":      {extensie: "jpg", beeld: true},
	"image/png":       {extensie: "png", beeld: true},
	"image/heic":      {extensie: "heic", beeld: true},
	"image/heif":      {extensie: "heif", beeld: true},
	"audio/mpeg":      {extensie: "mp3", opname: BijlageAudio},
	"audio/mp4":       {extensie: "m4a", opname: BijlageAudio},
	"audio/wav":       {extensie: "wav", opname: BijlageAudio},
	"audio/ogg":       {extensie: "ogg", opname: BijlageAudio},
	"video/mp4":       {extensie: "mp4", opname: BijlageVideo},
	"video/quicktime": {extensie: "mov", opname: BijlageVideo},
}

// Mediatypen lists the types of files that a dossier takes, in order of name.
func Mediatypen() []Mediatype { return slices.Sorted(maps.Keys(mediatypen)) }

// Extensie is how the name of a file of this type ends; "" for a type that is not taken.
func (m Mediatype) Extensie() string { return mediatypen[m].extensie }

// Controleer refuses a type that is not taken.
func (m Mediatype) Controleer() error {
	if _, ok := mediatypen[m]; ok {
		return nil
	}
	return Weiger(CodeBestandstype, "Dit soort bestand wordt niet opgenomen. Het mag zijn: pdf, docx, odt, platte "+
		"tekst, jpeg, png, heic, mp3, m4a, wav, ogg, mp4 of mov.")
}
