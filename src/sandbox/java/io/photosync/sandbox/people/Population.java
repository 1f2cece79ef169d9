package io.photosync.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The generated users: the n-th user is the same in every sandbox. */
public final class Population {
    private Population() {}

    /** @param number from 0 */
    public static Person person(int number) {
        String id = UUID.nameUUIDFromBytes(("person " + number).getBytes(StandardCharsets.US_ASCII))
                .toString();
        boolean guest = isGuest(number);
        String upn = guest ? guestName(number) : alias(number) + "@" + Tenant.DOMAIN;
        String mail = guest ? alias(number) + "@partner.example" : upn;
        String display = "%s %s %s"
                .formatted(Names.first(number), Names.last(number), Names.ordinal(number))
                .trim();
        boolean mailbox = !guest && number % 40 != 11;
        boolean enabled = number % 100 != 55;
        return new Person(id, upn, display, mail, Names.department(number), mailbox, guest, enabled);
    }

    /** Whether Exchange has a photo of the user from the start. */
    static boolean hasPhoto(int number) {
        return number % 12 != 7;
    }

    private static boolean isGuest(int number) {
        return number % 30 == 17;
    }

    private static String alias(int number) {
        return (Names.first(number) + "." + Names.last(number) + Names.ordinal(number)).toLowerCase(Locale.ROOT);
    }

    private static String guestName(int number) {
        return alias(number) + "_partner.example#EXT#@" + Tenant.DOMAIN;
    }
}
