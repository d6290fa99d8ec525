package esdb

import (
	"fmt"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// MinVersion is the oldest EventStoreDB that will do. Reads of a stream have had positions since 22.6 (pull request
// 3459 of the server); 22.10 is the first release with long support after that.
const MinVersion = "22.10"

// recent checks what the server says its version is. The client gives zeros where it says nothing.
func recent(v *client.ServerVersion) error {
	switch {
	case v.Major == 0:
		return fmt.Errorf("%w: it does not say its version", ErrTooOld)
	case v.Major < 22 || v.Major == 22 && v.Minor < 10:
		return fmt.Errorf("%w: it is %d.%d.%d", ErrTooOld, v.Major, v.Minor, v.Patch)
	}
	return nil
}
