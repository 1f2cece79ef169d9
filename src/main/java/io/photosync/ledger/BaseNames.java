package io.photosync.ledger;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Whose files a base name stands for. A profile is its owner's to write and an old ledger may hold what such a profile said, so a
 * base name proves nothing by itself: it is a user's own only if it is their object id, or is made from a name that is or was
 * theirs and nobody else can have it.
 */
public final class BaseNames {
    private static final Pattern OBJECT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final BaseNameIndex others;

    public BaseNames(BaseNameIndex others) {
        this.others = others;
    }

    /** Whose a base name is, seen from one user. */
    public enum Claim {
        OWN,
        /** Some other user's object id. */
        ANOTHERS_ID,
        /** Made from no name of theirs. */
        NO_NAME_OF_THEIRS,
        /** Made from a name of theirs, and from another user's as well. */
        NAMESAKE,
        /** Made from a name of theirs, but the ledger holds it for another user. */
        HELD_BY_ANOTHER
    }

    /** @param names user principal names that are or were the user's */
    public Claim claim(String userId, Collection<String> names, String baseName) {
        if (baseName.equalsIgnoreCase(userId)) {
            return Claim.OWN;
        }
        if (OBJECT_ID.matcher(baseName).matches()) {
            return Claim.ANOTHERS_ID;
        }
        if (names.stream().noneMatch(name -> UpnFileName.makes(name, baseName))) {
            return Claim.NO_NAME_OF_THEIRS;
        }
        if (others.holders(baseName).stream().anyMatch(holder -> !holder.equals(userId))) {
            return Claim.HELD_BY_ANOTHER;
        }
        return others.hasNamesake(userId, baseName) ? Claim.NAMESAKE : Claim.OWN;
    }
}
