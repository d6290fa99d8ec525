package vault

import "github.com/google/uuid"

// Ledger is whose vault this is.
func (v *Vault) Ledger() uuid.UUID { return v.ledger }
