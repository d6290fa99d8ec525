// Package termijn is the calendar of the law: Dutch public holidays, working days, and the terms that run in a
// dossier. It is pure: a day goes in and a day comes out.
//
// A term that a law sets in days, weeks or months and that ends on a Saturday, a Sunday or a public holiday is
// extended to the next day that is none of those (Algemene termijnenwet art. 1), unless it is longer than ninety days
// or twelve weeks (art. 4). The day on which it begins does not count.
//
// Days that are declared equal to a holiday for some years (art. 3(3)) are data that this package has not: where one
// of them matters, the day that comes out is earlier than the law's, never later.
package termijn
