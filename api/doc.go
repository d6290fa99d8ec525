// Package api is the HTTP API: routes, who a caller is, problem documents, and the OpenAPI document, by the NLGov API
// Design Rules. It decides nothing: it makes values of what was sent, asks the ledger, and shows what the ledger
// gives.
//
// # A request
//
// A token says who asks; the route says what it is (a Handeling); Ledger.Beslis gives a grant; a refusal is recorded
// by the ledger before it is answered. Then everything that is wrong with the request is collected (parameters, JSON
// against the schemas of the OpenAPI document, values, and the domain's own checks that need no dossier) and answered
// at once, with a JSON pointer for each fault and never the value. Only then the ledger is asked to write or read.
//
// # The OpenAPI document
//
// It is made from the route table and the types of package bericht (through huma), and requests are held against that
// same document, so that the two cannot drift.
//
// # What is logged
//
// The access log has the route's pattern, never a path, query or body. Metrics have no ids and nothing of persons.
package api
