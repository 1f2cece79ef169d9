package io.photosync.ledger;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Decides which user's files have a base name. Users can edit their own profiles, and an old ledger may hold what
 * such a profile said, so a base name proves nothing by itself: it is a user's own only if it is their object id, or is
 * made from a present or former name of theirs that no other user can have.
 */
public final class BaseNames {
    private static final Pattern OBJECT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final BaseNameIndex others;

    public BaseNames(BaseNameIndex others) {
        this.others = others;
    }

    /** The owner of a base name, from one user's point of view. */
    public enum Claim {
        OWN,
        /** Another user's object id. */
        ANOTHERS_ID,
        /** Made from no name of the user's. */
        NO_NAME_OF_THEIRS,
        /** Made from a name of the user's, and from another user's as well. */
        NAMESAKE,
        /** Made from a name of the user's, but the ledger holds it for another user. */
        HELD_BY_ANOTHER
    }

    /** @param names the user's present and former user principal names */
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
