package tekst

// gewoneWoorden are Dutch first names and surnames that are also ordinary words (or months, days, countries and other
// words that texts of this kind hold), as waarde.Zoeknaam folds them. Such a name standing alone is proposed with
// Twijfel. A name that is not listed is proposed without; the list need not be complete, since the writer judges
// either way.
var gewoneWoorden = lijst(
	// First names.
	"aan", "adelaar", "al", "ali", "amber", "amin", "an", "angel", "ans", "april", "arend", "august", "augustus", "ay",
	"bart", "bas", "beer", "berk", "beuk", "bever", "blanka", "bloem", "bloempje", "bo", "bob", "bos", "bram", "can",
	"cor", "daan", "dag", "das", "dees", "deniz", "deva", "deze", "dien", "din", "dina", "dirk", "do", "door", "doris",
	"duif", "duin", "ed", "eik", "el", "ela", "ella", "elle", "els", "engel", "er", "eren", "esther", "faith", "fee",
	"fem", "fien", "fijn", "fleur", "flor", "ga", "gaan", "goud", "grace", "guus", "haas", "han", "hans", "havik",
	"hazel", "heer", "hem", "hen", "herfst", "hert", "hij", "hope", "ida", "ik", "ilse", "in", "iris", "isa", "ivo",
	"jade", "jan", "jasmijn", "jet", "jip", "jo", "job", "jop", "joy", "jul", "juli", "june", "juni", "kaan", "kai",
	"kan", "kat", "kees", "kiki", "kim", "klaas", "ko", "koen", "lars", "laurier", "lea", "leen", "len", "lente",
	"leven", "lex", "lief", "liefde", "lien", "lies", "lieve", "linde", "loes", "lot", "lou", "luna", "maan", "maart",
	"madelief", "maria", "mark", "mart", "mas", "max", "mees", "mei", "meis", "merel", "mien", "mika", "mila", "mo",
	"moos", "mus", "net", "nina", "noa", "noor", "noord", "nora", "nur", "ocean", "oke", "olie", "olijf", "olijve",
	"oost", "op", "opaal", "otter", "otto", "pa", "pam", "parel", "per", "pien", "piet", "pim", "pip", "pleun", "poes",
	"pol", "puck", "puk", "raaf", "ree", "reiger", "rein", "reinier", "rick", "rik", "river", "rob", "robijn", "rode",
	"roel", "rom", "romy", "ron", "roos", "roosje", "rosa", "ruby", "saffier", "sam", "sara", "sem", "siem", "sien",
	"sil", "sip", "sky", "sol", "sperwer", "stan", "ster", "sterre", "stijn", "storm", "su", "sus", "tara", "ted",
	"teddy", "tess", "teun", "thee", "ties", "tijn", "tik", "tim", "tin", "toe", "tom", "ton", "toon", "trix", "valk",
	"veer", "vera", "viola", "violet", "vita", "vos", "vrij", "vrijdag", "ward", "wende", "wes", "west", "wiet", "wil",
	"wilg", "wim", "winter", "wolf", "woud", "wouter", "yes", "youp", "zee", "zij", "zilver", "zomer", "zon", "zondag",
	"zonne", "zuid", "zwaan",
	// Surnames that are not listed above: trades, qualities, animals, places, family words.
	"ak", "akker", "backer", "bakker", "bal", "beek", "berg", "bijl", "bisschop", "blauw", "blauwe", "bloemen", "blok",
	"blom", "bode", "boer", "bok", "boom", "bouwman", "bouwmeester", "brink", "broer", "brouwer", "brug", "bruin",
	"bruine", "dam", "dekker", "demir", "dijk", "dik", "dikke", "donker", "feest", "fries", "geluk", "goed", "goede",
	"goossens", "graaf", "grijs", "groen", "groene", "groot", "grote", "gul", "haan", "hamer", "haven", "herder",
	"hertog", "heuvel", "hof", "hollander", "hond", "hout", "huis", "ijzer", "jager", "jong", "kaya", "keizer", "kerk",
	"kind", "kist", "klein", "kleine", "kloet", "klok", "kok", "koning", "koopman", "kort", "korte", "koster", "kramer",
	"kroon", "kruis", "kuijper", "kuiper", "kurt", "kuyper", "kwaad", "laan", "lang", "lange", "last", "leeuw", "licht",
	"linden", "man", "meer", "meijer", "mens", "mes", "moed", "moeder", "molen", "molenaar", "monnik", "mulder", "neef",
	"oom", "oud", "oude", "pas", "pastoor", "plas", "poel", "polat", "poort", "post", "pot", "prins", "rad", "recht",
	"regen", "ridder", "ring", "rood", "rust", "schaap", "schep", "schilder", "schipper", "schout", "schouten",
	"slager", "sloot", "slot", "smid", "smit", "sneeuw", "snijder", "snijders", "spits", "spreeuw", "staal", "stam",
	"steen", "sterk", "sterren", "stier", "stil", "stille", "straat", "tak", "tas", "timmerman", "toren", "trouw",
	"tuinman", "vader", "veen", "veld", "velden", "vink", "visser", "vlaming", "vork", "vrede", "vriend", "vries",
	"vroom", "vuur", "waal", "wagen", "water", "weg", "weide", "wever", "wijs", "wild", "wilde", "wind", "wit", "witte",
	"zand", "zwart", "zwarte",
)

func lijst(woorden ...string) map[string]bool {
	m := make(map[string]bool, len(woorden))
	for _, w := range woorden {
		m[w] = true
	}
	return m
}
