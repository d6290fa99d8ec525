package projections

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"io/fs"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// loadSchema reads the numbered files in order.
func loadSchema() ([]string, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var scripts []string
	for _, name := range names {
		text, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, string(text))
	}
	return scripts, nil
}

// schemaDigest changes with the schema and with the version of any projection. A file with another digest is rebuilt.
func schemaDigest(scripts []string, all []projection) [32]byte {
	h := sha256.New()
	add := func(s string) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	for _, s := range scripts {
		add(s)
	}
	for _, p := range all {
		add(p.name())
		add(string(binary.BigEndian.AppendUint64(nil, uint64(p.version()))))
	}
	return [32]byte(h.Sum(nil))
}
