package tekst

// gewoneWoorden are Dutch first names and surnames that are also ordinary words (or months, days, countries and other words
// that texts of this kind hold), as waarde.Zoeknaam folds them. Such a name standing alone is proposed with Twijfel. A name
// that is not listed is proposed without; the list need not be complete, since the writer judges either way.
var gewoneWoorden = lijst(
	// First names.
	"roos", "sterre", "ster", "wil", "mark", "bloem", "linde", "joy", "storm", "jet", "bas", "guus", "iris", "jasmijn",
	"lot", "sam", "sem", "mees", "mus", "merel", "wolf", "vos", "beer", "valk", "havik", "madelief", "fleur", "flor",
	"viola", "violet", "daan", "dag", "zon", "zonne", "maan", "luna", "sky", "river", "ocean", "zee", "duin", "stijn",
	"roel", "pim", "pip", "pip", "koen", "kees", "hans", "jan", "piet", "klaas", "mei", "april", "june", "juni", "juli",
	"augustus", "august", "dirk", "pien", "puck", "puk", "fee", "vera", "vita", "mila", "hope", "faith", "grace", "angel",
	"engel", "romy", "amber", "robijn", "parel", "goud", "zilver", "saffier", "jade", "opaal", "ruby", "rode", "blanka",
	"rein", "reinier", "vrij", "vrijdag", "zondag", "noor", "noord", "oost", "west", "zuid", "nora", "veer", "bever",
	"bart", "bram", "bob", "tom", "tim", "tik", "rik", "rick", "ton", "toon", "ties", "teun", "pleun", "siem", "sien",
	"sil", "sip", "job", "jop", "jip", "lies", "lief", "lieve", "liefde", "lente", "zomer", "herfst", "winter", "wende",
	"raaf", "reiger", "zwaan", "duif", "arend", "sperwer", "adelaar", "hert", "ree", "das", "otter", "haas", "kat", "poes",
	"wouter", "woud", "bos", "berk", "beuk", "eik", "wilg", "els", "esther", "hazel", "olijf", "olijve", "laurier",
	"roosje", "bloempje", "meis", "dien", "dina", "door", "doris", "dees", "deze", "ella", "elle", "els", "fien", "fijn",
	"ga", "gaan", "han", "hem", "hen", "heer", "ida", "ik", "ilse", "in", "isa", "ivo", "jul", "kai", "kim", "kiki",
	"lars", "lea", "leen", "len", "leven", "lex", "lien", "loes", "lou", "max", "mart", "maart", "maria", "mien", "mika",
	"mo", "moos", "nina", "noa", "oke", "olie", "otto", "pam", "per", "pol", "rob", "rom", "ron", "rosa", "sara", "sol",
	"stan", "sus", "tara", "teddy", "thee", "tijn", "tess", "tin", "trix", "ward", "wes", "wim", "wiet", "yes", "youp",
	"can", "deniz", "su", "ay", "al", "ali", "aan", "er", "eren", "kan", "kaan", "ela", "nur", "deva", "amin", "din",
	"hij", "zij", "an", "ans", "bo", "cor", "do", "ed", "el", "fem", "jo", "ko", "mas", "net", "op", "pa", "ted", "toe",
	// Surnames: trades, qualities, animals, places, family words.
	"bakker", "backer", "visser", "smit", "smid", "mulder", "meijer", "kok", "kuiper", "schipper", "timmerman", "slager",
	"brouwer", "molenaar", "schilder", "schouten", "schout", "dekker", "kramer", "koopman", "wever", "snijder", "snijders",
	"jager", "herder", "boer", "bouwman", "tuinman", "ridder", "koning", "keizer", "prins", "graaf", "hertog", "bisschop",
	"monnik", "pastoor", "koster", "leeuw", "haan", "kat", "hond", "hen", "vink", "spreeuw", "wolf", "beer", "bok", "stier",
	"jong", "oud", "oude", "groot", "grote", "klein", "kleine", "lange", "lang", "korte", "kort", "dikke", "dik", "wit",
	"witte", "zwart", "zwarte", "bruin", "bruine", "rood", "rode", "groen", "groene", "blauw", "blauwe", "grijs", "goede",
	"goed", "kwaad", "wilde", "wild", "stille", "stil", "vries", "fries", "waal", "vlaming", "hollander", "bos", "berg",
	"dijk", "dam", "brink", "veen", "meer", "zee", "heuvel", "laan", "weg", "straat", "plas", "poel", "sloot", "beek",
	"haven", "huis", "hof", "toren", "kerk", "molen", "brug", "poort", "velden", "veld", "akker", "weide", "linden",
	"boom", "blom", "bloemen", "tak", "stam", "kroon", "ring", "ster", "sterren", "zon", "maan", "winter", "zomer", "vrijdag",
	"post", "bode", "vriend", "broer", "oom", "neef", "vader", "moeder", "kind", "man", "mens", "bal", "blok", "kist", "pot",
	"schaap", "stam", "staal", "steen", "ijzer", "hout", "zand", "water", "vuur", "licht", "donker", "recht", "wijs", "wit",
	"vroom", "trouw", "moed", "geluk", "vrede", "rust", "feest", "last", "pas", "spits", "slot", "sterk", "sneeuw", "regen",
	"wind", "storm", "kruis", "kloet", "klok", "kuijper", "kuyper", "bijl", "hamer", "mes", "vork", "schep", "wagen", "rad",
	"demir", "kaya", "dag", "deniz", "polat", "gul", "bal", "tas", "er", "ak", "kurt", "can", "goossens", "bouwmeester",
)

func lijst(woorden ...string) map[string]bool {
	m := make(map[string]bool, len(woorden))
	for _, w := range woorden {
		m[w] = true
	}
	return m
}
