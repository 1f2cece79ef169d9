package io.photosync.call;

import io.photosync.call.Failure.Kind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which failures of a call are repeated immediately, because they may be transient. */
public enum Repeats {
    /** None: the caller comes back by itself, as the sweep does with its next pass. */
    NONE(EnumSet.noneOf(Kind.class)),
    /** The first one: the caller comes back much later, as the sync with its next attempt, or never, as an operator. */
    FIRST(EnumSet.of(Kind.SERVER_ERROR, Kind.UNREACHABLE, Kind.UNREADABLE)),
    /** The first of each kind. An answer of SharePoint's that cannot be parsed is a sign-in page or a redirect, and stays one. */
    FIRST_OF_EACH_KIND(EnumSet.of(Kind.SERVER_ERROR, Kind.UNREACHABLE));

    private final Set<Kind> kinds;

    Repeats(Set<Kind> kinds) {
        this.kinds = kinds;
    }

    /** @param before the kinds of failure that the call has repeated already */
    boolean allows(Kind kind, Set<Kind> before) {
        Set<Kind> excluding =
                switch (this) {
                    case NONE, FIRST -> kinds;
                    case FIRST_OF_EACH_KIND -> EnumSet.of(kind);
                };
        return kinds.contains(kind) && Collections.disjoint(excluding, before);
    }
}
