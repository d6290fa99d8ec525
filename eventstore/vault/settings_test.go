package vault

import (
	"context"
	"os"
	"strings"
	"testing"
)

// What the file says of itself is what a copy of it is known by.
func TestTheFileHasItsMark(t *testing.T) {
	h := newHouse(t)
	for pragma, want := range map[string]int{"application_id": 1263293769, "user_version": 1} { // KLUI
		var got int
		must(t, h.file.Writer.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %d, want %d", pragma, got, want)
		}
	}
}

func TestFilesAreTheOwnersOnly(t *testing.T) {
	h := newHouse(t)
	must(t, h.Issue(t.Context(), "dossier-1", person(1)))
	entries, err := os.ReadDir(h.dir)
	must(t, err)
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
	}
	for _, path := range []string{h.ringPath, h.keyPath} {
		must(t, os.Chmod(path, 0o640))
	}
	_, err = OpenRing(t.Context(), h.ringPath, h.ledger, h.keeper, nil)
	wantErr(t, err, ErrPermissions)
	_, err = OpenKeeper(t.Context(), "file://"+h.keyPath)
	wantErr(t, err, ErrPermissions)
}

func TestKeepersThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	must(t, NewKeyFile(dir+"/meester.sleutel"))
	wantErr(t, NewKeyFile(dir+"/meester.sleutel"), ErrExists)
	must(t, os.WriteFile(dir+"/kort", []byte("a29ydA=="), 0o600))
	for url, want := range map[string]error{
		"file://" + dir + "/nergens":             ErrMissing,
		"file://" + dir + "/kort":                ErrInvalid,
		"onbekend://x?smGbjm71=1":                ErrInvalid,
		"file://" + dir:                          ErrInvalid,
		"file:meester.sleutel":                   ErrInvalid,
		"file://host" + dir + "/meester.sleutel": ErrInvalid,
		"base64key://":                           ErrInvalid,
		"BASE64KEY://smGbjm71Nxd1Ig5FS0wj9SlbzAIrnolCz9bQQ6uAhl4=": ErrInvalid,
		"file://" + dir + "/meester.sleutel?x=1":                   ErrInvalid,
		"://smGbjm71Nxd1Ig5FS0wj9SlbzAIrnolCz9bQQ6uAhl4=":          ErrInvalid,
	} {
		k, err := OpenKeeper(context.Background(), url)
		if k != nil {
			t.Errorf("%s opens", url)
		}
		wantErr(t, err, want)
		if strings.Contains(err.Error(), "smGbjm71") {
			t.Error("an error quotes the key")
		}
	}
}

// A full or read-only disk is named, harms nothing, and is over when it is over.
func TestAFullOrReadOnlyDiskIsNamed(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(0)))
	pragma := func(text string) {
		t.Helper()
		_, err := h.file.Writer.Exec("PRAGMA " + text)
		must(t, err)
	}
	pragma("max_page_count = 1") // SQLite makes of it as many as there are
	var err error
	n := 1
	for ; err == nil; n++ {
		err = h.Issue(ctx, "dossier-1", person(n))
	}
	wantErr(t, err, ErrFull)
	h.verify()
	pragma("max_page_count = 1000000")
	must(t, h.Issue(ctx, "dossier-1", person(n-1)))
	pragma("query_only = 1")
	wantErr(t, h.Issue(ctx, "dossier-1", person(n)), ErrReadOnly)
	wantErr(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(0))}), ErrReadOnly)
	pragma("query_only = 0")
	must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(0))}))
	if r := h.verify(); r.Holders != n {
		t.Fatalf("%d holders, want %d", r.Holders, n)
	}
}
