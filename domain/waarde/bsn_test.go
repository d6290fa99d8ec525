package waarde

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// codeVan gives the code of a fault, "" for none.
func codeVan(err error) Code {
	var f Fout
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

// bsnGen makes numbers that pass: eight digits, and the ninth that fits them.
func bsnGen() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		for {
			c := fmt.Sprintf("%08d", rapid.IntRange(1, 99_999_999).Draw(t, "acht"))
			som := 0
			for i := range 8 {
				som += (9 - i) * int(c[i]-'0')
			}
			if som %= 11; som < 10 {
				return c + fmt.Sprint(som)
			}
		}
	})
}

func TestParseBSN(t *testing.T) {
	for s, want := range map[string]Code{
		"123456782": "", "111222333": "", "012345672": "", "123.456.782": "", "1234 56 782": "",
		"123456783": CodeBSNElfproef, "123456789": CodeBSNElfproef,
		"": CodeBSNVorm, "12345672": CodeBSNVorm, "1234567820": CodeBSNVorm, "000000000": CodeBSNVorm,
		"12345678a": CodeBSNVorm, "123  456782": CodeBSNVorm, " 123456782": CodeBSNVorm, "123456782 ": CodeBSNVorm,
		"-23456782": CodeBSNVorm, "１２３４５６７８２": CodeBSNVorm, "123\x00456782": CodeBSNVorm,
	} {
		b, err := ParseBSN(s)
		if codeVan(err) != want {
			t.Errorf("%q: %v, want %q", s, err, want)
		}
		if (want == "") == b.IsZero() {
			t.Errorf("%q: number and error do not agree", s)
		}
	}
}

// What the elfproef promises, as the comment of BSN says.
func TestElfproef(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := bsnGen().Draw(t, "bsn")
		if b, err := ParseBSN(s); err != nil || b.Waarde() != s {
			t.Fatal("a right number is refused")
		}
		for i := range s {
			for d := byte('0'); d <= '9'; d++ {
				c := []byte(s)
				c[i] = d
				if _, err := ParseBSN(string(c)); d != s[i] && err == nil {
					t.Fatalf("a changed digit at place %d passes", i+1)
				}
			}
			for j := i + 1; j < len(s); j++ {
				c := []byte(s)
				c[i], c[j] = c[j], c[i]
				if _, err := ParseBSN(string(c)); s[i] != s[j] && err == nil {
					t.Fatalf("swapped places %d and %d pass", i+1, j+1)
				}
			}
		}
	})
	// The named exception: one doubled digit for another at places 4 and 5.
	for d := byte('0'); d <= '9'; d++ {
		c := [9]byte([]byte("111222333"))
		c[3], c[4] = d, d
		if !elfproef(c) {
			t.Error("places 4 and 5 weigh otherwise than the comment says")
		}
	}
}

func FuzzParseBSN(f *testing.F) {
	for _, s := range []string{"123456782", "123.456.782", "1 2 3 4 5 6 7 8 2", "", "\xff", "000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := ParseBSN(s)
		if err != nil {
			if c := codeVan(err); c != CodeBSNVorm && c != CodeBSNElfproef || !b.IsZero() {
				t.Fatal("a fault without its code")
			}
			return
		}
		if weer, err := ParseBSN(b.Waarde()); err != nil || weer != b || len(b.Waarde()) != 9 {
			t.Fatal("the kept form is not accepted")
		}
	})
}
