package io.photosync.sandbox.people;

import java.util.List;

/** Names of generated users. */
final class Names {
    private static final List<String> FIRST = List.of(
            "Adira", "Bero", "Calixta", "Dario", "Elwin", "Fenna", "Gisel", "Havard", "Ilka", "Joris", "Kaisa",
            "Leandro", "Mirela", "Nils", "Odette", "Pavel", "Quirin", "Rosalba", "Sunniva", "Tarek", "Ulrika", "Vesna",
            "Wanda", "Xenia", "Yaro", "Zelda", "Anselm", "Briseis", "Cosima", "Dunja", "Emeric", "Filipa", "Goran",
            "Hedda", "Isolde", "Jarmila", "Kolja", "Ludmila", "Maarten", "Noelle", "Ottilie");
    private static final List<String> LAST = List.of(
            "Abendrot",
            "Birkenau",
            "Corvinet",
            "Dovrefell",
            "Eschenbach",
            "Farnwald",
            "Grelsund",
            "Hagedorn",
            "Inselby",
            "Jorvala",
            "Kestrelin",
            "Lundqvara",
            "Moorvald",
            "Norrhagen",
            "Oakenshaw",
            "Perlmoos",
            "Quellbrunn",
            "Rautavik",
            "Silverlind",
            "Tannhold",
            "Uferloh",
            "Vesterholt",
            "Wiesengrund",
            "Xandrell",
            "Ysenfeld",
            "Zirbental",
            "Amselberg",
            "Brackwede",
            "Castelmar",
            "Distelkamp",
            "Elmridge",
            "Feldspat",
            "Ginsterhof",
            "Heidekraut",
            "Irrlicht",
            "Juniperus",
            "Kornblum",
            "Lavandel",
            "Mistelzweig",
            "Nordlys",
            "Orvande",
            "Pappelhain",
            "Rosmarind");
    private static final List<String> DEPARTMENTS =
            List.of("Finance", "Research", "Sales", "Support", "Legal", "Logistics", "People", "Engineering");

    private Names() {}

    static String first(int number) {
        return FIRST.get(number % FIRST.size());
    }

    /** With {@link #first}, no pair comes twice within 1,763 people, the two lists' lengths having no common divisor. */
    static String last(int number) {
        return LAST.get(number % LAST.size());
    }

    /** What tells namesakes apart: empty for the first of them. */
    static String ordinal(int number) {
        int round = number / (FIRST.size() * LAST.size());
        return round == 0 ? "" : Integer.toString(round + 1);
    }

    static String department(int number) {
        return DEPARTMENTS.get(number % DEPARTMENTS.size());
    }
}
