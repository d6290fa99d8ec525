package main

// The places besides a file where a master key may be kept. Linking them in is all it takes: vault.OpenKeeper finds
// them by the scheme of the URL.
import (
	_ "gocloud.dev/secrets/awskms"
	_ "gocloud.dev/secrets/azurekeyvault"
	_ "gocloud.dev/secrets/gcpkms"
	_ "gocloud.dev/secrets/hashivault"
)
