package esdb

import (
	"fmt"
	"os"
	"strings"
)

// login reads a file whose first line is user:password. The file is read for each new client, so that a password can
// be changed without a restart. Errors never repeat its content.
func login(path string) (user, password string, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", "", fmt.Errorf("%w: the file with the login: %w", ErrURL, err)
	}
	line, _, _ := strings.Cut(string(content), "\n")
	user, password, ok := strings.Cut(strings.TrimSuffix(line, "\r"), ":")
	if !ok || user == "" || password == "" {
		return "", "", fmt.Errorf("%w: the first line of %s is not user:password", ErrURL, path)
	}
	return user, password, nil
}
