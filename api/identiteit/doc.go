// Package identiteit says who a caller is: it issues and checks bearer tokens (JWT, EdDSA over Ed25519 alone), and
// keeps the key that signs them. What somebody may do is decided elsewhere (package toegang).
//
// A token names an employee (sub), a role, the date on which geheimhouding was signed, and optionally for whom the
// employee works (namens) and the task that it is for (doel). It holds no name of a person.
package identiteit
